import { createSignal, type JSX, Show } from 'solid-js'
import { Console } from '@/console.tsx'
import { KeyForm } from '@/key-form.tsx'
import { forgetKey, keepKey, type Page, takeKey } from '@/session-key.ts'

/** Asks for the key where the tab has none, and shows the console where it has one. */
export function App(props: { page: Page }): JSX.Element {
  const [key, setKey] = createSignal(takeKey(props.page))
  const [refused, setRefused] = createSignal(false)

  const use = (given: string) => {
    keepKey(props.page, given)
    setRefused(false)
    setKey(given)
  }
  const forget = (wasRefused: boolean) => {
    forgetKey(props.page)
    setRefused(wasRefused)
    setKey(undefined)
  }

  return (
    <Show when={key()} keyed fallback={<KeyForm refused={refused()} onKey={use} />}>
      {(given) => <Console key={given} onForget={() => forget(false)} onRefused={() => forget(true)} />}
    </Show>
  )
}
