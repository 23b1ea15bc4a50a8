import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { type Push, press, pressKey } from '@/press/press.ts'
import { refusalWords } from '@/press/refusal-words.ts'

/** A press that the state does not show yet. */
export type Pending = { readonly key: string; readonly command: string; readonly payload: Readonly<Record<string, unknown>> }

export type Said = { readonly text: string; readonly isFailure: boolean }

export type PressOptions = {
  /** Said once it is done. */
  done?: string
  /** Said as soon as it is pressed. */
  at?: string
  /** Pressing it twice means it twice. */
  isRepeatable?: boolean
}

export type Presses = {
  pending: Accessor<readonly Pending[]>
  /** What came of the last press. */
  said: Accessor<Said>
  say(text: string): void
  press(command: string, payload?: Record<string, unknown>, options?: PressOptions): Promise<boolean>
}

/** How long after its answer a press is still shown as pressed where no newer state comes. */
const settleMs = 1_000
const silence: Said = { text: '', isFailure: false }

/**
 * Presses of one topic: each is pending until a state that is newer than its answer has come, so that what was shown at once does not
 * flicker back. `heard` changes with every state.
 */
export function createPresses({ push, heard }: { push: Push; heard: Accessor<unknown> }): Presses {
  const [pending, setPending] = createSignal<readonly Pending[]>([])
  const [said, setSaid] = createSignal(silence)
  const answered = new Map<string, ReturnType<typeof setTimeout>>()
  onCleanup(() => {
    for (const timer of answered.values()) clearTimeout(timer)
  })

  const forget = (keys: readonly string[]) => {
    for (const key of keys) {
      clearTimeout(answered.get(key))
      answered.delete(key)
    }
    setPending((known) => known.filter(({ key }) => !keys.includes(key)))
  }
  createEffect(on(heard, () => forget([...answered.keys()]), { defer: true }))

  return {
    pending,
    said,
    say: (text) => setSaid({ text, isFailure: false }),
    async press(command, payload = {}, { done, at, isRepeatable = false } = {}) {
      const isSame = (other: Pending) => other.command === command && JSON.stringify(other.payload) === JSON.stringify(payload)
      if (!isRepeatable && pending().some(isSame)) return false
      const key = pressKey()
      setPending((known) => [...known, { key, command, payload }])
      setSaid(at === undefined ? silence : { text: at, isFailure: false })
      const outcome = await press(push, command, payload, key)
      if (outcome.kind === 'done') {
        answered.set(
          key,
          setTimeout(() => forget([key]), settleMs),
        )
        if (done !== undefined) setSaid({ text: done, isFailure: false })
        return true
      }
      forget([key])
      setSaid({ text: refusalWords(outcome), isFailure: true })
      return false
    },
  }
}
