import { createMemo, Show } from 'solid-js'
import './ticker.css'
import { LayerView } from '@/shared/layer-view.tsx'
import type { PageProps } from '@/shared/page.tsx'
import { createPlayback } from '@/shared/playback.ts'
import type { Showing } from '@/shared/showing.ts'
import { TickerBar } from './ticker-bar.tsx'

const bar: Showing = { id: 'ticker', kind: 'ticker', cue: null }

/** The ticker alone: it is there as long as there is anything to say. */
export function Ticker(props: PageProps<'ticker'>) {
  const hasItems = createMemo(() => (props.state()?.items.length ?? 0) > 0)
  createPlayback({
    stage: props.stage,
    cues: () => [],
    now: () => props.now(),
    standing: () => (hasItems() ? { background: bar } : {}),
  })
  // What leaves is drawn to its end.
  const state = createMemo((last: ReturnType<typeof props.state>) => (hasItems() ? props.state() : last), undefined)
  return (
    <main class="canvas" data-position={props.options.position}>
      <LayerView stage={props.stage} name="background">
        {() => <Show when={state()}>{(shown) => <TickerBar state={shown()} now={props.now} isHeld={false} />}</Show>}
      </LayerView>
    </main>
  )
}
