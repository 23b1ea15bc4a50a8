import type { CommandName } from '@landale/protocol'
import type { JSX } from 'solid-js'
import { HoldButton } from '@/obs/hold-button.tsx'
import { keepFocusIn } from '@/obs/keep-focus.ts'
import { isUnderWay } from '@/obs/optimistic.ts'
import type { Presses } from '@/press/create-presses.ts'
import { texts } from '@/texts.ts'

type OutputButtonProps = {
  presses: Presses
  enabled: boolean
  command: CommandName
  /** The output that it is of. */
  of: string
  /** Said once it is done. */
  done?: string
}

/** One press does it. */
export function StartButton(props: OutputButtonProps & { label: string; strong?: boolean }): JSX.Element {
  let button: HTMLButtonElement | undefined
  keepFocusIn('.output', () => button)
  return (
    <button
      type="button"
      class="button"
      classList={{ strong: props.strong === true }}
      ref={button}
      aria-label={texts.obs.of(props.label, props.of)}
      aria-busy={isUnderWay(props.presses.pending(), props.command)}
      disabled={!props.enabled}
      onClick={() => void props.presses.press(props.command, {}, props.done === undefined ? {} : { done: props.done })}
    >
      {props.label}
    </button>
  )
}

/** What is stopped by it is gone: it is held. */
export function StopButton(props: OutputButtonProps & { done: string }): JSX.Element {
  let button: HTMLButtonElement | undefined
  keepFocusIn('.output', () => button)
  return (
    <HoldButton
      ref={(element) => {
        button = element
      }}
      label={texts.obs.holdToStop}
      name={texts.obs.of(texts.obs.holdToStop, props.of)}
      isBusy={isUnderWay(props.presses.pending(), props.command)}
      disabled={!props.enabled}
      onShort={() => props.presses.say(texts.obs.holdLonger)}
      onHeld={() => void props.presses.press(props.command, {}, { done: props.done })}
    />
  )
}
