import type { Event, NewEvent } from '@landale/protocol'

const user = { id: '12826', login: 'mossy_kettle', name: 'Mossy_Kettle' }

export function follow(more: Record<string, unknown> = {}): NewEvent {
  return { type: 'channel.followed', payload: { user, ...more }, actor: 'twitch:12826', source: 'twitch' }
}

/** A chat message of a usual size. */
export function chat(index: number, more: Record<string, unknown> = {}): NewEvent {
  const text = `message ${index}: that crit was personal LUL`
  const fragments = [
    { kind: 'text', text: 'that crit was personal ' },
    { kind: 'emote', text: 'LUL', emote_id: '425618' },
  ]
  const payload = { message_id: `m${index}`, user, text, fragments, badges: ['subscriber'], color: '#5F9EA0', ...more }
  return { type: 'chat.message.sent', payload, actor: 'twitch:12826', source: 'twitch' }
}

export function listOf(count: number, make: (index: number) => NewEvent): string {
  return JSON.stringify({ events: Array.from({ length: count }, (_, index) => make(index)) })
}

/** The event as the log stores and sends it. */
export function stored({ type, payload, actor, source = 'twitch' }: NewEvent, position: number): Event {
  const time = new Date(1_795_000_000_000 + position).toISOString()
  return {
    id: `evt_${Bun.randomUUIDv7()}`,
    position,
    session: `ses_${Bun.randomUUIDv7()}`,
    seq: position,
    type,
    payload,
    actor,
    source,
    metadata: { correlation_id: Bun.randomUUIDv7(), origin: 'live', occurred_at: time },
    inserted_at: time,
  }
}
