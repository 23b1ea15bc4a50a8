import { createEffect, createSignal, type JSX, onCleanup } from 'solid-js'
import { atRest, type Hold, type HoldBy, type HoldInput, holdMs, stepHold } from '@/obs/hold.ts'

export type HoldButtonProps = {
  label: string
  /** What it is called, for those who hear the page. */
  name: string
  /** What it stops is being stopped. */
  isBusy: boolean
  disabled: boolean
  /** Let go of too soon. */
  onShort: () => void
  onHeld: () => void
  ref: (button: HTMLButtonElement) => void
}

/** Acts once it was held for a second, by the pointer or by Space or Enter; how far that is fills it. */
export function HoldButton(props: HoldButtonProps): JSX.Element {
  const [hold, setHold] = createSignal<Hold>(atRest)
  let timer: ReturnType<typeof setTimeout> | undefined

  const take = (input: HoldInput) => {
    const { hold: next, outcome } = stepHold(hold(), input)
    setHold(next)
    if (next.kind === 'rest') clearTimeout(timer)
    if (outcome === 'held') props.onHeld()
    if (outcome === 'short' && input.kind === 'release') props.onShort()
  }
  const press = (by: HoldBy) => {
    if (hold().kind === 'held') return
    take({ kind: 'press', by, at: performance.now() })
    // A timer may come a hair before its time.
    timer = setTimeout(() => take({ kind: 'time', at: performance.now() + 1 }), holdMs)
  }
  const release = (by: HoldBy) => take({ kind: 'release', by, at: performance.now() })
  const cancel = () => take({ kind: 'cancel' })
  const isKey = ({ key }: KeyboardEvent) => key === ' ' || key === 'Enter'

  createEffect(() => props.disabled && cancel())
  onCleanup(() => clearTimeout(timer))

  return (
    <button
      type="button"
      class="button hold"
      ref={(button) => props.ref(button)}
      aria-label={props.name}
      aria-busy={props.isBusy}
      data-label={props.label}
      data-held={hold().kind === 'held'}
      style={{ '--hold': `${holdMs}ms` }}
      disabled={props.disabled}
      onPointerDown={(event) => event.button === 0 && press('pointer')}
      onPointerUp={() => release('pointer')}
      onPointerLeave={cancel}
      onPointerCancel={cancel}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (!isKey(event)) return
        event.preventDefault()
        if (!event.repeat) press('key')
      }}
      onKeyUp={(event) => {
        if (!isKey(event)) return
        event.preventDefault()
        release('key')
      }}
      onBlur={cancel}
    >
      {props.label}
    </button>
  )
}
