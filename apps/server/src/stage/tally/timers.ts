import { type Event, fieldOf, isEventOf, matches, personSeen, Timer, type TimerRule, type TimerSetting } from '@landale/protocol'
import { z } from 'zod'

/** A timer that was begun. While it runs `ends_at` says when it is over, while it is paused `left_ms` what is left. */
const TimerStand = z.object({
  status: z.enum(['running', 'paused']),
  ends_at: z.number().nullable(),
  left_ms: z.number().nonnegative(),
  /** What it was given in all, which its cap is held against. */
  given_ms: z.number().nonnegative(),
  last_added: Timer.shape.last_added,
})
type TimerStand = z.infer<typeof TimerStand>

/** Those that were begun and not ended, by their names. */
export const TimerStands = z.record(z.string(), TimerStand)
export type TimerStands = z.infer<typeof TimerStands>

export function reduceTimers(timers: TimerStands, event: Event, settings: readonly TimerSetting[]): TimerStands {
  if (event.metadata.origin !== 'live') return timers
  const now = Date.parse(event.inserted_at)
  const settingOf = (name: string) => settings.find(({ id }) => id === name)
  if (isEventOf(event, 'timer.started')) {
    const setting = settingOf(event.payload.timer)
    return setting === undefined ? timers : start(timers, setting, event.payload.duration_ms, now)
  }
  if (isEventOf(event, 'timer.stopped')) return without(timers, event.payload.timer)
  if (isEventOf(event, 'timer.paused')) {
    const before = timers[event.payload.timer]
    if (before?.status !== 'running') return timers
    const paused = { ...before, status: 'paused' as const, ends_at: null, left_ms: leftOf(before, now) }
    return { ...timers, [event.payload.timer]: paused }
  }
  if (isEventOf(event, 'timer.extended')) {
    const setting = settingOf(event.payload.timer)
    return setting === undefined ? timers : add(timers, setting, { add_ms: event.payload.add_ms, name: null }, now)
  }
  return settings.reduce((state, setting) => {
    const added = addedBy(setting.rules ?? [], event)
    return added === 0 ? state : add(state, setting, { add_ms: added, name: personSeen(event)?.name ?? null }, now)
  }, timers)
}

/** Begins it, or goes on with what a pause left. One that runs goes on as it is. */
function start(
  timers: TimerStands,
  { id, duration_ms, cap_ms }: TimerSetting,
  wanted: number | undefined,
  now: number,
): TimerStands {
  const before = timers[id]
  if (before?.status === 'running' && leftOf(before, now) > 0) return timers
  if (before?.status === 'paused') return { ...timers, [id]: { ...before, status: 'running', ends_at: now + before.left_ms } }
  const given = Math.min(wanted ?? duration_ms, cap_ms ?? Number.POSITIVE_INFINITY)
  return { ...timers, [id]: { status: 'running', ends_at: now + given, left_ms: given, given_ms: given, last_added: null } }
}

/** What is over stays over: nothing is added to it any more. */
function add(
  timers: TimerStands,
  { id, cap_ms }: TimerSetting,
  { add_ms, name }: { add_ms: number; name: string | null },
  now: number,
): TimerStands {
  const before = timers[id]
  if (before === undefined) return timers
  const left = leftOf(before, now)
  if (left === 0) return timers
  const room = cap_ms === undefined ? Number.POSITIVE_INFINITY : Math.max(0, cap_ms - before.given_ms)
  const added = Math.max(-left, Math.min(add_ms, room))
  if (added === 0) return timers
  const left_ms = left + added
  const ends_at = before.status === 'running' ? now + left_ms : null
  const given_ms = Math.max(0, before.given_ms + added)
  return { ...timers, [id]: { ...before, ends_at, left_ms, given_ms, last_added: { add_ms: added, name, at: now } } }
}

function addedBy(rules: readonly TimerRule[], event: Event): number {
  const rule = rules.find((one) => matches(one, event))
  if (rule === undefined) return 0
  if (rule.per === undefined) return rule.add_ms
  const amount = fieldOf(event.payload, rule.per.field)
  return typeof amount === 'number' ? Math.round((rule.add_ms * amount) / rule.per.each) : 0
}

function leftOf({ ends_at, left_ms }: TimerStand, now: number): number {
  return ends_at === null ? left_ms : Math.max(0, ends_at - now)
}

function without(timers: TimerStands, id: string): TimerStands {
  if (timers[id] === undefined) return timers
  const { [id]: _, ...others } = timers
  return others
}

/** The timers as they are shown. */
export function timersOf(timers: TimerStands, settings: readonly TimerSetting[], now: number): Timer[] {
  return settings.map(({ id, label, duration_ms, cap_ms = null }) => {
    const stand = timers[id]
    if (stand === undefined)
      return { id, label, status: 'stopped', ends_at: null, left_ms: duration_ms, cap_ms, is_capped: false, last_added: null }
    const { status, ends_at, given_ms, last_added } = stand
    const is_capped = cap_ms !== null && given_ms >= cap_ms
    return { id, label, status, ends_at, left_ms: leftOf(stand, now), cap_ms, is_capped, last_added }
  })
}
