import type { OverlayName, OverlayStateOf, SubTrain, TickerItem, Timer } from '@landale/protocol'
import { sampleCredits } from '@/credits/sample-credits.ts'
import { sampleDrops } from '@/emotes/sample-drops.ts'
import { sampleGoals } from '@/goals/sample-goals.ts'
import { sampleTicker } from '@/ticker/sample-ticker.ts'
import { sampleTimers } from '@/timer/sample-timer.ts'
import { sampleTrain } from '@/train/sample-train.ts'
import { changed, type Moment, told } from './frozen-beats.ts'
import type { Words } from './frozen-words.ts'

// The moments of the pages that have no cues of their own.

type MomentsOf<Name extends OverlayName, Moments extends string> = Readonly<Record<Moments, Moment<OverlayStateOf<Name>>>>

const everyMs = 20_000

/** A bar with one thing to say. */
const saying =
  (kind: TickerItem['kind']): Moment<OverlayStateOf<'ticker'>> =>
  (start, words) =>
    told({
      every_ms: everyMs,
      items: sampleTicker(start)
        .items.filter((item) => item.kind === kind)
        .map((item) => inWords(item, words)),
    })

export const ticker: MomentsOf<'ticker', TickerItem['kind'] | 'turn'> = {
  followers: saying('followers'),
  subscribers: saying('subscribers'),
  today: saying('today'),
  song: saying('song'),
  emotes: saying('emotes'),
  run: saying('run'),
  goal: saying('goal'),
  counter: saying('counter'),
  timer: saying('timer'),
  text: saying('text'),
  /** Two take turns, and the second's comes. */
  turn(start) {
    const [one, other] = sampleTicker(start).items
    if (one === undefined || other === undefined) throw new Error('nothing takes turns')
    // Of an even count, the round that begins with the moment is the second's.
    const isEven = Math.floor(start / everyMs) % 2 === 0
    return changed({ every_ms: everyMs, items: isEven ? [other, one] : [one, other] }, (state) => state)
  },
}

function inWords(item: TickerItem, words: Words | undefined): TickerItem {
  if (words === undefined) return item
  switch (item.kind) {
    case 'followers':
    case 'subscribers':
      return { ...item, names: item.names.map((name, index) => (index % 2 === 0 ? words.name : name)) }
    case 'song':
      return { ...item, title: words.text, artist: words.name }
    case 'goal':
      return { ...item, goal: { ...item.goal, label: words.text } }
    case 'text':
      return { ...item, text: words.text }
    default:
      return item
  }
}

export const train: MomentsOf<'train', 'sub' | 'record' | 'joined' | 'hype'> = {
  sub: (start, words) => told({ sub: subTrain(start, words), hype: null }),
  record: (start, words) => told({ sub: { ...subTrain(start, words), subs: 1_204, is_record: true }, hype: null }),
  /** A sub joins: the figure rolls, and the fuse is whole again. */
  joined: (start, words) =>
    changed({ sub: subTrain(start), hype: null }, () => {
      const last = { name: words?.name ?? 'wren_at_the_window', subs: 1, at: start }
      return { sub: { ...subTrain(start), subs: 13, last, expires_at: start + 300_000 }, hype: null }
    }),
  hype: (start) =>
    told({
      sub: subTrain(start),
      hype: {
        id: 'hype_sample',
        level: 3,
        progress: 1_700,
        goal: 2_600,
        started_at: start - 400_000,
        expires_at: start + 190_000,
      },
    }),
}

function subTrain(start: number, words?: Words): SubTrain {
  const { sub } = sampleTrain(start)
  if (sub === null) throw new Error('there is no sample of a train')
  return words === undefined ? sub : { ...sub, last: { ...sub.last, name: words.name } }
}

export const goals: MomentsOf<'goals', 'two' | 'reached' | 'grown'> = {
  two: (_, words) => told(goalsIn(words)),
  reached: (start, words) => told(reached(goalsIn(words), start)),
  /** The second grows. */
  grown: () =>
    changed(sampleGoals(), ({ goals }) => ({
      goals: goals.map((goal) => (goal.id === 'subs' ? goal : { ...goal, current: goal.current + 60 })),
    })),
}

function goalsIn(words: Words | undefined): OverlayStateOf<'goals'> {
  const { goals } = sampleGoals()
  return { goals: words === undefined ? goals : goals.map((goal) => ({ ...goal, label: words.text })) }
}

/** The first is. */
function reached({ goals }: OverlayStateOf<'goals'>, start: number): OverlayStateOf<'goals'> {
  return {
    goals: goals.map((goal, index) => (index === 0 ? { ...goal, current: goal.target, reached_at: start - 60_000 } : goal)),
  }
}

export const timer: MomentsOf<'timer', 'running' | 'paused' | 'added' | 'capped'> = {
  running: (start) => told(timerOf(start)),
  paused: (start) => told(timerOf(start, { status: 'paused', ends_at: null })),
  /** Somebody's sub adds to it. */
  added: (start, words) =>
    changed(timerOf(start), () => {
      const last = { add_ms: 300_000, name: words?.name ?? 'wren_at_the_window', at: start }
      return timerOf(start, { ends_at: start + 11_829_000, left_ms: 11_829_000, last_added: last })
    }),
  /** At its cap, of five days. */
  capped: (start) => told(timerOf(start, { is_capped: true, ends_at: start + 432_000_000, left_ms: 432_000_000 })),
}

function timerOf(start: number, change: Partial<Timer> = {}): OverlayStateOf<'timer'> {
  return { timers: sampleTimers(start).timers.map((timer) => ({ ...timer, ...change })) }
}

export const clock: MomentsOf<'clock', 'time'> = {
  time: (start) => told({ broadcast_started_at: start - 8_040_000 }),
}

export const emotes: MomentsOf<'emotes', 'rain'> = {
  rain: (start) => told(sampleDrops(start)),
}

export const credits: MomentsOf<'credits', 'roll'> = {
  roll: (start, words) => told(creditsIn(sampleCredits(start), words)),
}

/** Each group's first. */
function creditsIn(state: OverlayStateOf<'credits'>, words: Words | undefined): OverlayStateOf<'credits'> {
  if (words === undefined) return state
  const first = (people: typeof state.raiders) => people.map((one, index) => (index === 0 ? { ...one, name: words.name } : one))
  const named = (people: readonly string[]) => people.map((name, index) => (index === 0 ? words.name : name))
  return {
    ...state,
    title: words.text,
    raiders: first(state.raiders),
    gifters: first(state.gifters),
    cheerers: first(state.cheerers),
    chatters: first(state.chatters),
    subscribers: named(state.subscribers),
    followers: named(state.followers),
  }
}
