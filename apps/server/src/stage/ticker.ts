import type { NowPlayingState, RunState, ShowsConfig, TickerEntry, TickerItem, TickerState } from '@landale/protocol'
import type { EmoteUse } from './broadcast/emotes.ts'
import { type BroadcastState, namesItem } from './broadcast/tally.ts'
import { countersOf } from './tally/counters.ts'
import { goalsOf } from './tally/goals.ts'
import type { Tallies } from './tally/tallies.ts'
import { timersOf } from './tally/timers.ts'

/** What the ticker can tell of. */
export type TickerSources = {
  broadcast: BroadcastState
  emotes: EmoteUse
  tallies: Tallies
  nowPlaying: NowPlayingState
  run: RunState
}

const shownEmotes = 5

/** The round of a show's ticker, without what has nothing to say. */
export function tickerOf(
  entries: readonly TickerEntry[],
  { ticker }: ShowsConfig,
  sources: TickerSources,
  now: number,
): TickerState {
  const items = entries.flatMap((entry) => itemOf(entry, sources, now) ?? [])
  return { items, every_ms: ticker.every_ms }
}

function itemOf(entry: TickerEntry, sources: TickerSources, now: number): TickerItem | undefined {
  const { broadcast, emotes, tallies, nowPlaying, run } = sources
  const colon = entry.indexOf(':')
  const [kind, rest] = colon === -1 ? [entry, ''] : [entry.slice(0, colon), entry.slice(colon + 1)]
  switch (kind) {
    case 'followers':
    case 'subscribers':
      return namesItem(kind, broadcast)
    case 'today': {
      const isEmpty = Object.values(broadcast.tally).every((count) => count === 0)
      return isEmpty ? undefined : { kind, ...broadcast.tally }
    }
    case 'song': {
      const { song, is_paused } = nowPlaying
      return song === null || is_paused ? undefined : { kind, title: song.title, artist: song.artist }
    }
    case 'emotes': {
      const most = emotes.counts.slice(0, shownEmotes)
      return most.length === 0 ? undefined : { kind, emotes: most }
    }
    case 'run':
      return run.current === null
        ? undefined
        : { kind, number: run.current.number, cleared: run.current.cleared.length, last: run.current.cleared.at(-1) ?? null }
    case 'goal': {
      const goal = goalsOf(tallies.goals, tallies.config.goals).find(({ id }) => id === rest)
      return goal && { kind, goal }
    }
    case 'counter': {
      const counter = countersOf(tallies.counters, tallies.config.counters).find(({ id }) => id === rest)
      return counter && { kind, counter }
    }
    case 'timer': {
      const timer = timersOf(tallies.timers, tallies.config.timers, now).find(({ id }) => id === rest)
      return timer === undefined || timer.status === 'stopped' ? undefined : { kind, timer }
    }
    case 'text':
      return { kind, text: rest }
    default:
      return undefined
  }
}
