import type { TickerItem, TickerState } from '@landale/protocol'

export type Turn = {
  /** Tells one turn from another: which item, in its place of the round. */
  readonly key: string
  readonly item: TickerItem
  /** When the next item's turn comes, in server time; null where there is but one. */
  readonly endsAt: number | null
}

/** Whose turn it is: a matter of the server's time alone, so that every page shows the same. Undefined where there is nothing to say. */
export function turnAt({ items, every_ms }: TickerState, now: number): Turn | undefined {
  const round = Math.floor(now / every_ms)
  const index = items.length === 0 ? 0 : round % items.length
  const item = items[index]
  if (item === undefined) return undefined
  return { key: `${index} ${nameOf(item)}`, item, endsAt: items.length === 1 ? null : (round + 1) * every_ms }
}

/** What an item is about; its figures may change within its turn. */
function nameOf(item: TickerItem): string {
  switch (item.kind) {
    case 'goal':
      return `goal ${item.goal.id}`
    case 'counter':
      return `counter ${item.counter.id}`
    case 'timer':
      return `timer ${item.timer.id}`
    case 'text':
      return `text ${item.text}`
    case 'song':
      return `song ${item.title} ${item.artist ?? ''}`
    default:
      return item.kind
  }
}
