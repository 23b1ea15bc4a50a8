import { type Event, isEventOf } from '@landale/protocol'

/** An event as the feed keeps it. Of one that a moderator took back it keeps that it was, and when: no word of it, and no name. */
export type FeedEvent = Event & { takenBack?: true }

/** What may stay of an event: nothing where it was taken back, no quotation where it answers one that was. The same where nothing goes. */
export function takeBack(event: FeedEvent, isTakenBack: (earlier: Event) => boolean): FeedEvent {
  if (event.takenBack) return event
  if (isTakenBack(event)) return emptied(event)
  return quotes(event, isTakenBack) ? unquoted(event) : event
}

function emptied({ id, position, session, seq, type, source, metadata, inserted_at }: Event): FeedEvent {
  const { correlation_id, origin, occurred_at } = metadata
  const kept = { correlation_id, origin, occurred_at }
  return { id, position, session, seq, type, source, actor: '', payload: {}, metadata: kept, inserted_at, takenBack: true }
}

/** An answer on a chat platform carries the text that it answers. */
function quotes(event: Event, isTakenBack: (earlier: Event) => boolean): boolean {
  if (!isEventOf(event, 'chat.message.sent') || event.payload.reply_to === undefined) return false
  const { reply_to } = event.payload
  const platform = event.actor.slice(0, Math.max(0, event.actor.indexOf(':')))
  return isTakenBack({ ...event, actor: `${platform}:${reply_to.user.id}`, payload: reply_to })
}

function unquoted(event: FeedEvent): FeedEvent {
  const { reply_to: _, ...payload } = event.payload
  return { ...event, payload }
}
