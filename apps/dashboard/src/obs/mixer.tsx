import { For, type JSX, Show } from 'solid-js'
import { createLevel } from '@/obs/create-level.ts'
import { faderOf, faderSteps, formatLevel, levelAfter, levelAt } from '@/obs/level.ts'
import { type Input, inputWith } from '@/obs/optimistic.ts'
import type { Presses } from '@/press/create-presses.ts'
import { texts } from '@/texts.ts'

export type MixerProps = { inputs: readonly Input[]; presses: Presses; enabled: boolean }

/** The inputs that have sound. */
export function Mixer(props: MixerProps): JSX.Element {
  const names = () => props.inputs.map(({ name }) => name)
  return (
    <Show when={props.inputs.length > 0} fallback={<p class="empty">{texts.obs.noInputs}</p>}>
      <ul class="mixer" aria-label={texts.obs.inputs}>
        <For each={names()}>
          {(name) => (
            <Show when={props.inputs.find((input) => input.name === name)}>
              {(input) => <MixerRow input={input()} presses={props.presses} enabled={props.enabled} />}
            </Show>
          )}
        </For>
      </ul>
    </Show>
  )
}

function MixerRow(props: { input: Input; presses: Presses; enabled: boolean }): JSX.Element {
  const known = () => inputWith(props.input, props.presses.pending())
  const press = (command: string, payload: Record<string, unknown>) =>
    void props.presses.press(command, { input: props.input.name, ...payload }, { isRepeatable: true })
  const level = createLevel({
    known: () => known().volume_db,
    send: (volume_db) => press('obs.set_volume', { volume_db }),
  })
  const onKey = (event: KeyboardEvent) => {
    const db = levelAfter(level.shown(), event.key)
    if (db === undefined) return
    event.preventDefault()
    level.move(db)
  }
  return (
    <li class="input" data-input={props.input.name} data-muted={known().muted}>
      <button
        type="button"
        class="button lit"
        aria-label={texts.obs.muteOf(props.input.name)}
        aria-pressed={known().muted}
        disabled={!props.enabled}
        onClick={() => press('obs.set_mute', { muted: !known().muted })}
      >
        {texts.obs.mute}
      </button>
      <bdi class="input-name">{props.input.name}</bdi>
      <span class="input-level">{formatLevel(level.shown())}</span>
      <input
        type="range"
        class="fader"
        min="0"
        max={faderSteps}
        value={faderOf(level.shown())}
        style={{ '--level': `${(faderOf(level.shown()) / faderSteps) * 100}%` }}
        aria-label={texts.obs.levelOf(props.input.name)}
        aria-valuetext={formatLevel(level.shown())}
        disabled={!props.enabled}
        onInput={(event) => level.move(levelAt(event.currentTarget.valueAsNumber))}
        onChange={() => level.settle()}
        onKeyDown={onKey}
      />
    </li>
  )
}
