import type { ObsState } from '@landale/protocol'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { durationRange, transitionOf } from '@/obs/transition.ts'
import type { Presses } from '@/press/create-presses.ts'
import { texts } from '@/texts.ts'

/** In studio mode: how the preview comes on air, and that it does. */
export function TransitionBar(props: { obs: ObsState; presses: Presses; enabled: boolean }): JSX.Element {
  const [chosen, setChosen] = createSignal<string>()
  const [duration, setDuration] = createSignal('')
  const transition = () => (chosen() === props.obs.transition ? undefined : chosen())
  const payload = () => transitionOf({ transition: transition(), duration: duration() })
  const go = (event: SubmitEvent) => {
    event.preventDefault()
    const given = payload()
    if (given !== undefined) void props.presses.press('obs.transition', given)
  }
  return (
    <form class="transition" onSubmit={go}>
      <select
        aria-label={texts.obs.transition}
        disabled={!props.enabled}
        value={chosen() ?? props.obs.transition ?? ''}
        onChange={(event) => setChosen(event.currentTarget.value)}
      >
        <For each={props.obs.transitions}>
          {(name) => (
            <option value={name} selected={name === (chosen() ?? props.obs.transition)}>
              {name}
            </option>
          )}
        </For>
      </select>
      <input
        class="transition-duration"
        inputmode="numeric"
        autocomplete="off"
        placeholder={texts.obs.durationUnit}
        aria-label={texts.obs.duration}
        aria-invalid={payload() === undefined}
        disabled={!props.enabled}
        onInput={(event) => setDuration(event.currentTarget.value)}
      />
      <button type="submit" class="button strong" disabled={!props.enabled || payload() === undefined}>
        {texts.obs.go}
      </button>
      <Show when={payload() === undefined}>
        <p class="transition-note" role="alert">
          {texts.obs.durationRange(durationRange.min, durationRange.max)}
        </p>
      </Show>
    </form>
  )
}
