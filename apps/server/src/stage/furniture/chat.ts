import { type ChatState, type Event, isEventOf, takenBackBy } from '@landale/protocol'

/** More than a screen holds. */
const maxLines = 50
/** Of one message. */
const maxFragments = 100

export const emptyChat: ChatState = { lines: [] }

/** The last messages; what a moderator takes back is gone at once, and so are replies' quotations of it. */
export function reduceChat(chat: ChatState, event: Event): ChatState {
  if (isEventOf(event, 'chat.message.sent')) {
    const { message_id, user, text, fragments, badges, color, bits, reply_to } = event.payload
    const line = {
      id: event.id,
      message_id,
      actor: event.actor,
      name: user.name,
      color: color ?? null,
      badges: badges ?? [],
      fragments: (fragments ?? [{ kind: 'text' as const, text }]).slice(0, maxFragments),
      bits: bits ?? null,
      reply_to: reply_to ? { message_id: reply_to.message_id, name: reply_to.user.name, text: reply_to.text } : null,
      at: Date.parse(event.inserted_at),
      origin: event.metadata.origin,
    }
    return { lines: [...chat.lines, line].slice(-maxLines) }
  }
  const takesBack = takenBackBy(event)
  if (takesBack === undefined) return chat
  const gone = chat.lines.filter((line) => takesBack(asEvent(line, event)))
  if (gone.length === 0) return chat
  const ids = new Set(gone.map(({ message_id }) => message_id))
  const left = chat.lines.filter((line) => !gone.includes(line))
  return { lines: left.map((line) => (line.reply_to && ids.has(line.reply_to.message_id) ? { ...line, reply_to: null } : line)) }
}

/** A line in the form in which it came, for the one rule of what is taken back. */
function asEvent(line: ChatState['lines'][number], { metadata, ...rest }: Event): Event {
  return {
    ...rest,
    type: 'chat.message.sent',
    actor: line.actor,
    payload: { message_id: line.message_id },
    metadata: { ...metadata, origin: line.origin },
  }
}
