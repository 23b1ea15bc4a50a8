import { type Channel, categories, people } from './channel.ts'
import { fieldsOf, type HelixRequest, type HelixRoute, type HelixRoutes, own, withScope } from './helix-request.ts'
import type { Settings } from './options.ts'
import { helixError, type Reply } from './reply.ts'

const titleLimit = 140
const tagLimit = 10

const ok = (body: Readonly<Record<string, unknown>>): Reply => ({ status: 200, body })

/** What stands against a change of the channel, in words like Twitch's. */
function refusal(fields: Record<string, unknown>): string | undefined {
  const { title, game_id, broadcaster_language, tags } = fields
  if ([title, game_id, broadcaster_language, tags].every((field) => field === undefined)) return 'no field to change'
  if (title !== undefined && (typeof title !== 'string' || title === '')) return 'The title must not be an empty string.'
  if (typeof title === 'string' && title.length > titleLimit) return 'The title is too long.'
  const isKnown = game_id === undefined || game_id === '' || game_id === '0' || categories.some(({ id }) => id === game_id)
  if (!isKnown) return 'The ID in game_id is not valid.'
  if (tags !== undefined && (!Array.isArray(tags) || tags.length > tagLimit || !tags.every(isTag))) return 'A tag is not valid.'
  return undefined
}
const isTag = (tag: unknown): tag is string => typeof tag === 'string' && /^[\p{L}\p{N}]{1,25}$/u.test(tag)

/** `GET` of what the channel is and was named, and `PATCH /channels`. */
export function channelRoutes({ clock }: Settings, channel: Channel): HelixRoutes {
  const ofStreamer = (parameter: string, route: HelixRoute) => own(channel.user, parameter, route)

  const users = ({ query }: HelixRequest): Reply => {
    const wanted = [...query.getAll('id'), ...query.getAll('login')]
    const known = [channel.user, ...people]
    const found =
      wanted.length === 0 ? [channel.user] : known.filter(({ id, login }) => wanted.some((one) => one === id || one === login))
    const data = found.map((user) => ({
      ...user,
      type: '',
      broadcaster_type: user === channel.user ? 'partner' : '',
      description: '',
      profile_image_url: `https://static-cdn.jtvnw.net/jtv_user_pictures/${user.login}-profile_image-300x300.png`,
      offline_image_url: '',
      created_at: '2016-12-14T20:32:28Z',
    }))
    return ok({ data })
  }
  const update = ({ body }: HelixRequest): Reply => {
    const fields = fieldsOf(body)
    const message = refusal(fields)
    if (message !== undefined) return helixError(400, message)
    const { info } = channel
    if (typeof fields.title === 'string') info.title = fields.title
    if (typeof fields.game_id === 'string') info.game_id = fields.game_id === '0' ? '' : fields.game_id
    if (typeof fields.broadcaster_language === 'string') info.broadcaster_language = fields.broadcaster_language
    if (Array.isArray(fields.tags)) info.tags = fields.tags.filter(isTag)
    return { status: 204 }
  }
  const search = ({ query }: HelixRequest): Reply => {
    const words = query.get('query')?.toLowerCase() ?? ''
    if (words === '') return helixError(400, 'Missing required parameter "query"')
    const data = categories.filter(({ name }) => name.toLowerCase().includes(words)).slice(0, Number(query.get('first') ?? 20))
    return ok({ data, pagination: {} })
  }
  const streams = ({ query }: HelixRequest): Reply => {
    const isAsked = query.getAll('user_id').includes(channel.user.id) || query.getAll('user_login').includes(channel.user.login)
    return ok({ data: isAsked ? channel.streamBodies() : [], pagination: {} })
  }

  return {
    'GET /users': users,
    'GET /channels': ({ query }) =>
      ok({ data: query.getAll('broadcaster_id').includes(channel.user.id) ? [channel.channelBody()] : [] }),
    'PATCH /channels': withScope(['channel:manage:broadcast'], ofStreamer('broadcaster_id', update)),
    'GET /channels/followers': ofStreamer('broadcaster_id', () => ok({ total: channel.followers, data: [], pagination: {} })),
    'GET /goals': withScope(
      ['channel:read:goals'],
      ofStreamer('broadcaster_id', () => ok({ data: channel.goalBodies(clock.now()) })),
    ),
    'GET /search/categories': search,
    'GET /streams': streams,
  }
}
