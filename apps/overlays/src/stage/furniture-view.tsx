import type { WholeStageState } from '@landale/protocol'
import { createMemo, Match, Switch } from 'solid-js'
import './furniture-view.css'
import { Furniture } from '@/ironmon/furniture.tsx'
import { furnitureIn, furnitureOut } from '@/ironmon/furniture-motion.ts'
import { Presence } from '@/shared/presence.tsx'
import { TickerBar } from '@/ticker/ticker-bar.tsx'
import { barIn, barOut } from '@/ticker/timeline.ts'
import { Beside } from './beside.tsx'
import { furnitureOf, type Standing } from './standing.ts'

export type FurnitureViewProps = {
  state: WholeStageState
  now: () => number
  /** Something else moves, or is in front: nothing of it does, and it says what it said. */
  isHeld: boolean
}

/** What stands: along the foot the run or the ticker, and on it at the right what is under way. Each comes and goes in its own motion. */
export function FurnitureView(props: FurnitureViewProps) {
  const state = createMemo<WholeStageState>((last) => (props.isHeld && last !== undefined ? last : props.state))
  const foot = createMemo(() => furnitureOf(state()))
  const isRun = (element: HTMLElement) => element.querySelector('.furniture') !== null
  return (
    <div class="standing" data-foot={foot()?.kind ?? 'none'}>
      <Beside state={props.state} now={() => props.now()} isHeld={props.isHeld} />
      <Presence
        item={foot()}
        keyOf={({ kind }) => kind}
        enter={(element) => (isRun(element) ? furnitureIn(element) : barIn(element, 'bottom'))}
        exit={(element) => (isRun(element) ? furnitureOut(element) : barOut(element, 'bottom'))}
        class="standing-foot"
      >
        {(standing) => <Foot standing={standing()} state={state()} now={() => props.now()} isHeld={props.isHeld} />}
      </Presence>
    </div>
  )
}

function Foot(props: FurnitureViewProps & { standing: Standing }) {
  const bar = () => (props.standing.kind === 'bar' ? props.standing.ticker : undefined)
  return (
    <Switch>
      <Match when={bar()}>{(ticker) => <TickerBar state={ticker()} now={() => props.now()} isHeld={props.isHeld} />}</Match>
      <Match when={props.standing.kind === 'run'}>
        <Furniture run={props.state.run} />
      </Match>
    </Switch>
  )
}
