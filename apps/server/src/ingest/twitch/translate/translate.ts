// Hop 1, ingest: what Twitch notifies of arrives, in Twitch's words. It leaves as a NewEvent in the platform's own, into the log.
import type { NewEvent } from '@landale/protocol'
import { z } from 'zod'
import type { Notification } from '../event-sub/message.ts'
import { channelTranslators } from './channel.ts'
import { chatTranslators } from './chat.ts'
import { goalTranslators } from './goal.ts'
import { channelActor, platform } from './person.ts'
import type { Translators } from './translation.ts'

export const translators: Translators = { ...channelTranslators, ...chatTranslators, ...goalTranslators }

/**
 * The event of a notification; a message that Twitch sends twice has the same key. What is not as Twitch documents it is kept as it
 * came, under a type of its own (`twitch.channel.follow`): nothing is lost, and `isRaw` says so.
 */
export function translate({ messageId, sentAt, type, event }: Notification): { event: NewEvent; isRaw: boolean } {
  const common = {
    source: platform,
    metadata: { occurred_at: new Date(sentAt).toISOString(), raw_type: type },
    idempotency_key: `${platform}:${messageId}`,
  }
  const said = tryTranslate(type, event)
  if (said) return { event: { ...said, ...common }, isRaw: false }
  return { event: { type: `${platform}.${type}`, actor: channelActor(event), payload: event, ...common }, isRaw: true }
}

function tryTranslate(type: string, event: Notification['event']) {
  try {
    return translators[type]?.(event)
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof RangeError) return undefined
    throw error
  }
}
