import type { Beside, Furniture, TickerItem, TickerState, WholeStageState } from '@landale/protocol'

/** What stands along the foot: the run's own furniture, or a bar with one thing at a time. */
export type Standing = { readonly kind: 'run' } | { readonly kind: 'bar'; readonly ticker: TickerState }

/** The first of what the show wants that has something to show. */
export function furnitureOf(state: WholeStageState): Standing | undefined {
  for (const wanted of state.furniture) {
    if (wanted === 'run') {
      if (state.run.current !== null) return { kind: 'run' }
      continue
    }
    const ticker = wanted === 'ticker' ? state.ticker : { ...state.ticker, items: itemsOf(wanted, state) }
    if (ticker.items.length > 0) return { kind: 'bar', ticker }
  }
  return undefined
}

function itemsOf(wanted: Exclude<Furniture, 'run' | 'ticker'>, { goals, timer, now_playing }: WholeStageState): TickerItem[] {
  switch (wanted) {
    case 'goals':
      return goals.goals.map((goal) => ({ kind: 'goal', goal }))
    case 'timer':
      return timer.timers.filter(({ status }) => status !== 'stopped').map((one) => ({ kind: 'timer', timer: one }))
    case 'now-playing': {
      const { song, is_paused } = now_playing
      return song === null || is_paused ? [] : [{ kind: 'song', title: song.title, artist: song.artist }]
    }
    default:
      return wanted satisfies never
  }
}

/** What stands beside it: the first that has something to show. `has` says whether. */
export function besideOf(wanted: readonly Beside[], has: Readonly<Record<Beside, boolean>>): Beside | undefined {
  return wanted.find((one) => has[one])
}
