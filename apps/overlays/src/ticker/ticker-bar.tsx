import type { TickerState } from '@landale/protocol'
import { createEffect, createSignal, on } from 'solid-js'
import './ticker-bar.css'
import { createLookout } from '@/shared/lookout.ts'
import { Presence } from '@/shared/presence.tsx'
import { ItemView } from './item-view.tsx'
import { rowIn, rowOut } from './timeline.ts'
import { type Turn, turnAt } from './turn.ts'

export type TickerBarProps = {
  state: TickerState
  now: () => number
  /** Furniture does not move while something else does: whose turn it is waits. */
  isHeld: boolean
}

/** One thing at a time, in a round, along an edge of the screen: what is over rises out of the line, and the next one from below. */
export function TickerBar(props: TickerBarProps) {
  const [turn, setTurn] = createSignal<Turn>()
  const lookout = createLookout({
    now: () => props.now(),
    look() {
      const next = turnAt(props.state, props.now())
      if (!props.isHeld || turn() === undefined || next?.key === turn()?.key) setTurn(next)
      return next?.endsAt ?? null
    },
  })
  createEffect(on([() => props.state, () => props.isHeld], lookout.look))

  return (
    <div class="ticker wide-surface" data-item={turn()?.item.kind}>
      <Presence item={turn()} keyOf={({ key }) => key} enter={rowIn} exit={rowOut} overlap={0.05} class="ticker-row">
        {(row) => <ItemView item={row().item} now={() => props.now()} />}
      </Presence>
      <div class="shade" />
    </div>
  )
}
