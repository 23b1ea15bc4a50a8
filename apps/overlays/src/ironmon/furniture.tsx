import type { RunState } from '@landale/protocol'
import { type JSX, Show } from 'solid-js'
import './furniture.css'
import { Rolling } from '@/shared/rolling.tsx'
import { checkpointName, count, percent } from '@/shared/words.ts'
import { ProgressLine } from './progress-line.tsx'
import { viewRun } from './run-view.ts'

/** The run at a glance, on one surface along the bottom edge. */
export function Furniture(props: { run: RunState }) {
  const view = () => viewRun(props.run)
  const total = () => props.run.checkpoints.length
  return (
    <div class="furniture wide-surface" data-run={props.run.current?.id}>
      <div class="run">
        <span class="label">Run</span>
        <span class="run-number">
          <Rolling text={numberOf(props.run.current)} />
        </span>
      </div>
      <ProgressLine steps={view().steps} position={view().position} />
      <dl class="facts">
        <Fact label="Next" name="next">
          <span class="words">{checkpointName(view().next?.name ?? 'ALL CLEARED')}</span>
          <Show when={view().next}>
            {(next) => (
              <span class="aside">
                clear rate <Rolling text={percent(next().clear_rate)} />
              </span>
            )}
          </Show>
        </Fact>
        <Fact label="Last cleared" name="last-cleared">
          <span class="words">{props.run.last_cleared === null ? '–' : checkpointName(props.run.last_cleared.name)}</span>
          <span class="aside">{props.run.last_cleared === null ? '' : `run ${numberOf(props.run.last_cleared)}`}</span>
        </Fact>
        <Fact label="Attempts" name="attempts">
          <Rolling text={count(props.run.attempts)} />
        </Fact>
        <Fact label="Best" name="best">
          <Rolling text={props.run.best === null ? '–' : String(props.run.best.cleared)} />
          <span class="aside">{`of ${total()}`}</span>
        </Fact>
      </dl>
      <div class="shade" />
    </div>
  )
}

function Fact(props: { label: string; name: string; children: JSX.Element }) {
  return (
    <div class="fact" data-fact={props.name}>
      <dt class="label">{props.label}</dt>
      <dd class="value">{props.children}</dd>
    </div>
  )
}

/** The plugin's own counter, where it gave one. */
function numberOf(run: { number: number | null } | null): string {
  return String(run?.number ?? '–')
}
