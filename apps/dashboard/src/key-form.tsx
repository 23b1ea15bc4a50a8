import { type JSX, onMount, Show } from 'solid-js'
import { texts } from '@/texts.ts'

export function KeyForm(props: { refused: boolean; onKey: (key: string) => void }): JSX.Element {
  let input: HTMLInputElement | undefined
  onMount(() => input?.focus())

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const key = input?.value.trim() ?? ''
    if (key !== '') props.onKey(key)
  }

  return (
    <main class="key-page">
      <form class="key-form" onSubmit={submit}>
        <h1 class="wordmark">{texts.name}</h1>
        <label for="key">{texts.key.title}</label>
        <div class="key-line">
          <input id="key" ref={input} type="password" autocomplete="off" required aria-describedby="key-hint" />
          <button type="submit" class="button strong">
            {texts.key.submit}
          </button>
        </div>
        <Show when={props.refused}>
          <p class="notice" role="alert">
            {texts.key.refused}
          </p>
        </Show>
        <p id="key-hint" class="hint">
          {texts.key.hint}
        </p>
      </form>
    </main>
  )
}
