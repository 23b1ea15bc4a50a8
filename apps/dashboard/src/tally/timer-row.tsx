import type { Timer } from '@landale/protocol'
import { For, type JSX, Show } from 'solid-js'
import { ConfirmButton } from '@/confirm-button.tsx'
import type { Presses } from '@/press/create-presses.ts'
import { formatClock } from '@/tally/format-clock.ts'
import { texts } from '@/texts.ts'

const steps = [-5, -1, 1, 5] as const

/** What a timer has left, by the server's clock, and what steers it. */
export function TimerRow(props: { timer: Timer; presses: Presses; enabled: boolean; now: number }): JSX.Element {
  const { tally } = texts
  const left = () => (props.timer.ends_at === null ? props.timer.left_ms : props.timer.ends_at - props.now)
  const isRunning = () => props.timer.status === 'running'
  const press = (command: 'start' | 'pause' | 'stop') => void props.presses.press(`timer.${command}`, { timer: props.timer.id })
  const add = (minutes: number) =>
    void props.presses.press('timer.add', { timer: props.timer.id, add_ms: minutes * 60_000 }, { isRepeatable: true })
  const startWord = () => (props.timer.status === 'paused' ? tally.goOn : tally.start)
  return (
    <li class="tally timer" data-tally={props.timer.id} data-status={props.timer.status}>
      <bdi class="tally-label">{props.timer.label}</bdi>
      <span class="timer-left">{formatClock(left())}</span>
      <span class="tally-note">
        {tally.status[props.timer.status]}
        <Show when={props.timer.is_capped}>, {tally.capped}</Show>
      </span>
      <div class="timer-buttons">
        <button
          type="button"
          class="button"
          disabled={!props.enabled}
          aria-label={tally.ofTimer(isRunning() ? tally.pause : startWord(), props.timer.label)}
          onClick={() => press(isRunning() ? 'pause' : 'start')}
        >
          {isRunning() ? tally.pause : startWord()}
        </button>
        <For each={steps}>
          {(minutes) => (
            <button
              type="button"
              class="button step"
              disabled={!props.enabled || props.timer.status === 'stopped'}
              aria-label={tally.addLabel(tally.add(minutes), minutes, props.timer.label)}
              onClick={() => add(minutes)}
            >
              {tally.add(minutes)}
            </button>
          )}
        </For>
        <ConfirmButton
          label={tally.stop}
          confirm={tally.confirmStop}
          disabled={!props.enabled || props.timer.status === 'stopped'}
          onAsking={(isAsking) => props.presses.say(isAsking ? tally.stopAgain(props.timer.label) : '')}
          onConfirm={() => press('stop')}
        />
      </div>
    </li>
  )
}
