import type { Event } from './event/event.ts'
import { isEventOf } from './event/registry.ts'

/**
 * What a moderator's event takes back, as a test for events that came before it; undefined where it takes nothing back. Whoever
 * keeps events of viewers (a list, a cue queue, a worker's memory) lets go of those that it says true of, at once.
 */
export function takenBackBy(event: Event): ((earlier: Event) => boolean) | undefined {
  const takesBack = takenBackWords(event)
  if (takesBack === undefined || event.metadata.origin !== 'test') return takesBack
  // What is only tried takes back what is only tried.
  return (earlier) => earlier.metadata.origin === 'test' && takesBack(earlier)
}

function takenBackWords(event: Event): ((earlier: Event) => boolean) | undefined {
  if (isEventOf(event, 'chat.message.deleted')) {
    const { message_id } = event.payload
    return (earlier) => isChatText(earlier) && earlier.payload.message_id === message_id
  }
  const cleared = clearedActor(event)
  if (cleared !== undefined) return (earlier) => isChatText(earlier) && earlier.actor === cleared
  if (isEventOf(event, 'chat.cleared')) return isChatText
  return undefined
}

/** Whose words a moderator has cleared, by a ban or a timeout, as the actor of what they did; undefined of any other event. */
export function clearedActor(event: Event): string | undefined {
  if (!isEventOf(event, 'chat.user.cleared')) return undefined
  return `${platformOf(event.actor) ?? event.source ?? ''}:${event.payload.user.id}`
}

function isChatText({ type }: Event): boolean {
  return type === 'chat.message.sent' || type === 'chat.notice.sent'
}

/** `twitch` of `twitch:12826`. */
function platformOf(actor: string): string | undefined {
  const colon = actor.indexOf(':')
  return colon > 0 ? actor.slice(0, colon) : undefined
}
