import { type Event, HypeTrain, isEventOf, Origin, type ShowsConfig, SubTrain, type TrainState } from '@landale/protocol'
import { z } from 'zod'

/** The trains as they are kept, whether their time is up or not: that is for whoever looks. */
export const Trains = z.object({
  sub: SubTrain.extend({ origin: Origin }).nullable(),
  hype: HypeTrain.nullable(),
  /** Subs of the longest sub train so far. */
  record: z.int().nonnegative(),
})
export type Trains = z.infer<typeof Trains>

export const noTrains: Trains = { sub: null, hype: null, record: 0 }

export function reduceTrains(trains: Trains, event: Event, { window_ms }: ShowsConfig['train']): Trains {
  const now = Date.parse(event.inserted_at)
  if (isEventOf(event, 'hype_train.started') || isEventOf(event, 'hype_train.progressed')) {
    const { train_id, level, progress, goal, expires_at } = event.payload
    const started_at = trains.hype?.id === train_id ? trains.hype.started_at : now
    return { ...trains, hype: { id: train_id, level, progress, goal, started_at, expires_at: Date.parse(expires_at) } }
  }
  if (isEventOf(event, 'hype_train.ended')) return trains.hype === null ? trains : { ...trains, hype: null }
  const joins = subsOf(event)
  return joins === undefined ? trains : couple(trains, event, joins, now, window_ms)
}

type Joins = { subs: number; name: string | null }

/** How many subs an event brings, and whose; a gift counts once, as the giver's. */
export function subsOf(event: Event): Joins | undefined {
  if (isEventOf(event, 'channel.subscription.gifted'))
    return { subs: event.payload.total, name: event.payload.user?.name ?? null }
  if (isEventOf(event, 'channel.resubscribed')) return { subs: 1, name: event.payload.user.name }
  if (isEventOf(event, 'channel.subscribed') && !event.payload.is_gift) return { subs: 1, name: event.payload.user.name }
  return undefined
}

/** Puts subs onto the train that is on, or begins one. What is only tried never rides with what is real. */
function couple(trains: Trains, event: Event, { subs, name }: Joins, now: number, windowMs: number): Trains {
  const { origin } = event.metadata
  if (origin === 'replay') return trains
  const running = trains.sub !== null && trains.sub.expires_at > now ? trains.sub : null
  if (running?.origin === 'live' && origin === 'test') return trains
  const before = running?.origin === origin ? running : null
  const total = (before?.subs ?? 0) + subs
  // The record to beat is the one that stood when the train began.
  const record = before === null ? Math.max(trains.record, liveSubs(trains.sub)) : trains.record
  const sub = {
    id: before?.id ?? `train_${event.id.slice('evt_'.length)}`,
    origin,
    started_at: before?.started_at ?? now,
    expires_at: now + windowMs,
    window_ms: windowMs,
    subs: total,
    last: { name, subs, at: now },
    is_record: origin === 'live' && record > 0 && total > record,
  }
  return { ...trains, sub, record }
}

function liveSubs(sub: Trains['sub']): number {
  return sub?.origin === 'live' ? sub.subs : 0
}

/** The trains that are on at a time, as pages draw them. */
export function trainsAt({ sub, hype }: Trains, now: number, { from }: ShowsConfig['train']): TrainState {
  const isOn = sub !== null && sub.expires_at > now && sub.subs >= from
  return { sub: isOn ? SubTrain.parse(sub) : null, hype: hype !== null && hype.expires_at > now ? hype : null }
}
