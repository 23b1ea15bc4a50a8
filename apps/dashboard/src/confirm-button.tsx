import { createSignal, type JSX, onCleanup } from 'solid-js'

/** How long a first press stands. */
const confirmMs = 4_000

export type ConfirmButtonProps = {
  label: string
  confirm: string
  disabled: boolean
  /** Whether a first press stands now. */
  onAsking: (isAsking: boolean) => void
  onConfirm: () => void
}

/** Acts at the second press within four seconds. It has room for both of its labels, so that nothing moves under the pointer. */
export function ConfirmButton(props: ConfirmButtonProps): JSX.Element {
  const [isAsking, setAsking] = createSignal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))

  const ask = (asks: boolean) => {
    clearTimeout(timer)
    if (asks) timer = setTimeout(() => ask(false), confirmMs)
    setAsking(asks)
    props.onAsking(asks)
  }
  const press = () => {
    const isSecond = isAsking()
    ask(!isSecond)
    if (isSecond) props.onConfirm()
  }

  return (
    <button type="button" class="button confirm" data-asking={isAsking()} disabled={props.disabled} onClick={press}>
      <span aria-hidden={isAsking()}>{props.label}</span>
      <span aria-hidden={!isAsking()}>{props.confirm}</span>
    </button>
  )
}
