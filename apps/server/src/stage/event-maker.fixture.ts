import { type Event, type Origin, registry } from '@landale/protocol'

export const startedAt = Date.parse('2026-03-01T20:00:00.000Z')

let made = 0

export type MadeEvent = { atMs?: number; payload?: unknown; actor?: string; origin?: Origin; source?: string }

/** An event as the log gives it, so many milliseconds into the evening; the registry's example where no payload is given. */
export function makeEvent(
  type: string,
  { atMs = 0, payload, actor = 'twitch:12826', origin = 'live', source }: MadeEvent = {},
): Event {
  made += 1
  const at = new Date(startedAt + atMs).toISOString()
  return {
    id: `evt_01999999-0000-7000-8000-${String(made).padStart(12, '0')}`,
    position: made,
    session: 'ses_1',
    seq: made,
    type,
    ...(source === undefined ? undefined : { source }),
    actor,
    payload: (payload ?? registry.get(type)?.example ?? {}) as Record<string, unknown>,
    metadata: { correlation_id: 'c', origin, occurred_at: at },
    inserted_at: at,
  }
}

/** A viewer by a number, as payloads name them. */
export const viewer = (id: string, name = `Viewer ${id}`) => ({ id, login: `viewer_${id}`, name })
