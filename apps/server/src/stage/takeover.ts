import { type Cue, type Event, isEventOf, Takeover, type TakeoverKind } from '@landale/protocol'
import { z } from 'zod'

/** What covers the screen, kept whether its time is up or not: that is for whoever looks. */
export const TakeoverState = z.object({ takeover: Takeover.nullable() })
export type TakeoverState = z.infer<typeof TakeoverState>

export const noTakeover: TakeoverState = { takeover: null }

export function reduceTakeover(state: TakeoverState, event: Event): TakeoverState {
  if (isEventOf(event, 'takeover.ended')) return state.takeover === null ? state : noTakeover
  if (!isEventOf(event, 'takeover.started')) return state
  const { kind, message, duration_ms } = event.payload
  const startedAt = Date.parse(event.inserted_at)
  return {
    takeover: {
      id: `takeover_${event.id.slice('evt_'.length)}`,
      kind,
      message: message ?? null,
      started_at: startedAt,
      ends_at: duration_ms === undefined ? null : startedAt + duration_ms,
    },
  }
}

/** What covers the screen at a time. */
export function takeoverAt({ takeover }: TakeoverState, now: number): Takeover | null {
  return takeover === null || (takeover.ends_at !== null && takeover.ends_at <= now) ? null : takeover
}

/** Above every alert. */
const priority = 1_000
/** How long one is on that is ended by hand. */
const untilEndedMs = 365 * 86_400_000

const words: Readonly<Record<TakeoverKind, string>> = {
  'technical-difficulties': 'Technical difficulties',
  'please-stand-by': 'Please stand by',
  'screen-cover': 'One moment',
  custom: '',
}

/** A takeover as pages draw it: a cue of its own, in front of everything, so that a page that comes late is covered all the same. */
export function takeoverCue({ id, kind, message, started_at, ends_at }: Takeover): Cue {
  const duration = (ends_at ?? started_at + untilEndedMs) - started_at
  const deed = words[kind] === '' ? (message ?? '') : words[kind]
  return {
    id,
    layer: 'foreground',
    kind: `takeover.${kind}`,
    priority,
    size: 'room',
    starts_at: started_at,
    duration_ms: duration,
    expires_at: started_at + duration,
    origin: 'live',
    payload: { deed, ...(message === null || words[kind] === '' ? undefined : { message }) },
  }
}
