import { trim } from './bounded.ts'
import type { Channel } from './channel.ts'
import { fieldsOf, type HelixRequest, type HelixRoutes, own, withScope } from './helix-request.ts'
import type { Settings } from './options.ts'
import { helixError, type Reply } from './reply.ts'

const shoutoutCooldownMs = 2 * 60_000
const sameTargetCooldownMs = 60 * 60_000
/** Targets whose cooldown is remembered. */
const targetLimit = 1000
const announcementColours = ['primary', 'blue', 'green', 'orange', 'purple']

/** What is done on the channel: shoutouts, announcements, clips. */
export function actionRoutes({ clock }: Settings, channel: Channel): HelixRoutes {
  const shoutouts = new Map<string, number>()
  let lastShoutoutAt = Number.NEGATIVE_INFINITY

  const shoutout = ({ query }: HelixRequest): Reply => {
    const target = query.get('to_broadcaster_id')
    if (target === null) return helixError(400, 'Missing required parameter "to_broadcaster_id"')
    if (query.get('moderator_id') !== channel.user.id) return helixError(401, 'The ID in moderator_id must match the user ID.')
    if (target === channel.user.id) return helixError(400, 'The broadcaster may not give themselves a Shoutout.')
    if (!channel.isLive) {
      return helixError(400, 'The broadcaster is not streaming live or does not have one or more viewers.')
    }
    const sameTargetAt = shoutouts.get(target) ?? Number.NEGATIVE_INFINITY
    if (clock.now() - lastShoutoutAt < shoutoutCooldownMs || clock.now() - sameTargetAt < sameTargetCooldownMs) {
      return helixError(429, 'The broadcaster may not send another Shoutout until the cooldown period expires.')
    }
    lastShoutoutAt = clock.now()
    shoutouts.set(target, lastShoutoutAt)
    trim(shoutouts, targetLimit)
    return { status: 204 }
  }
  const announce = ({ query, body }: HelixRequest): Reply => {
    const { message, color } = fieldsOf(body)
    if (query.get('moderator_id') !== channel.user.id) return helixError(401, 'The ID in moderator_id must match the user ID.')
    if (typeof message !== 'string' || message === '') return helixError(400, 'The message field is required.')
    const isColour = color === undefined || announcementColours.some((known) => known === color)
    return isColour ? { status: 204 } : helixError(400, 'The color is not valid.')
  }
  const clip = (): Reply => {
    if (!channel.isLive) return helixError(404, 'Clipping is not possible for an offline channel.')
    const id = `FunPoisedGiraffe-${crypto.randomUUID().slice(0, 13)}`
    return { status: 202, body: { data: [{ id, edit_url: `https://clips.twitch.tv/${id}/edit` }] } }
  }

  return {
    'POST /chat/shoutouts': withScope(['moderator:manage:shoutouts'], own(channel.user, 'from_broadcaster_id', shoutout)),
    'POST /chat/announcements': withScope(['moderator:manage:announcements'], own(channel.user, 'broadcaster_id', announce)),
    'POST /clips': withScope(['clips:edit'], own(channel.user, 'broadcaster_id', clip)),
  }
}
