import { createSignal, type JSX, Show } from 'solid-js'
import { formatCount } from '@/format.ts'
import { agreeTo, beginEdit, type Edit, isConflict, type Range, settleEdit } from '@/tally/edit.ts'
import { texts } from '@/texts.ts'

export type NumberFieldProps = {
  /** What it is called, for those who hear the page. */
  label: string
  value: number
  range: Range
  enabled: boolean
  onSet: (value: number) => void
}

/** A number that turns into a field when it is pressed. What is set elsewhere meanwhile is shown, and asked about. */
export function NumberField(props: NumberFieldProps): JSX.Element {
  const [edit, setEdit] = createSignal<Edit>()
  const [isInvalid, setInvalid] = createSignal(false)
  let face: HTMLButtonElement | undefined
  const close = () => {
    setEdit(undefined)
    setInvalid(false)
    queueMicrotask(() => face?.focus())
  }
  const set = (given: Edit) => {
    const verdict = settleEdit(given, props.value, props.range)
    setInvalid(verdict.kind === 'invalid')
    if (verdict.kind === 'set') props.onSet(verdict.value)
    if (verdict.kind === 'set' || verdict.kind === 'same') close()
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const known = edit()
    if (known !== undefined) set(known)
  }
  const type = (draft: string) => setEdit((known) => known && { ...known, draft })
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    // What else Escape closes on the page stays open.
    event.stopPropagation()
    close()
  }
  const begin = () => setEdit(beginEdit(props.value))

  return (
    <Show
      when={edit()}
      fallback={
        <button
          type="button"
          class="number"
          ref={face}
          disabled={!props.enabled}
          aria-label={texts.tally.edit(props.label, formatCount(props.value))}
          onClick={begin}
        >
          {formatCount(props.value)}
        </button>
      }
    >
      {(known) => (
        <form class="number-form" onSubmit={submit} onKeyDown={leave}>
          <input
            ref={(input) => queueMicrotask(() => input.select())}
            inputmode="numeric"
            autocomplete="off"
            aria-label={texts.tally.field(props.label)}
            aria-invalid={isInvalid()}
            value={known().draft}
            onInput={(event) => type(event.currentTarget.value)}
          />
          <Show
            when={isConflict(known(), props.value)}
            fallback={
              <>
                <button type="submit" class="button strong" disabled={!props.enabled}>
                  {texts.tally.set}
                </button>
                <button type="button" class="button quiet" onClick={close}>
                  {texts.tally.cancel}
                </button>
                <p class="number-note" role="alert">
                  {isInvalid() ? texts.tally.outOfRange(formatCount(props.range.min), formatCount(props.range.max)) : ''}
                </p>
              </>
            }
          >
            <p class="number-note" role="alert">
              {texts.tally.changed(formatCount(props.value))}
            </p>
            <button type="button" class="button" disabled={!props.enabled} onClick={() => set(agreeTo(known(), props.value))}>
              {texts.tally.setAnyway(known().draft)}
            </button>
            <button type="button" class="button" onClick={close}>
              {texts.tally.keep(formatCount(props.value))}
            </button>
          </Show>
        </form>
      )}
    </Show>
  )
}
