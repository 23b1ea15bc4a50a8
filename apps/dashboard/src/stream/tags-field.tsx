import { createSignal, For, type JSX, Show } from 'solid-js'
import { withTags } from '@/stream/tags.ts'
import { texts } from '@/texts.ts'

export const maxTags = 10

export type TagsFieldProps = { tags: readonly string[]; enabled: boolean; onChange: (tags: string[]) => void }

/** Tags, each taken away by a press; Enter, a space or a comma ends one that is typed. */
export function TagsField(props: TagsFieldProps): JSX.Element {
  const { channel: words } = texts.stream
  const [typed, setTyped] = createSignal('')
  let field: HTMLInputElement | undefined
  const add = () => {
    if (typed().trim() !== '') props.onChange(withTags(props.tags, typed()))
    setTyped('')
  }
  const remove = (tag: string) => {
    props.onChange(props.tags.filter((other) => other !== tag))
    field?.focus()
  }
  const type = (text: string) => {
    setTyped(text)
    if (/[\s,]$/.test(text)) add()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && typed().trim() !== '') {
      event.preventDefault()
      add()
    }
    const last = props.tags.at(-1)
    if (event.key === 'Backspace' && typed() === '' && last !== undefined) remove(last)
  }
  return (
    <div class="tags">
      <For each={props.tags}>
        {(tag) => (
          <button
            type="button"
            class="button tag"
            aria-label={words.removeTag(tag)}
            disabled={!props.enabled}
            onClick={() => remove(tag)}
          >
            <bdi>{tag}</bdi>
            <span aria-hidden="true">×</span>
          </button>
        )}
      </For>
      <Show when={props.tags.length < maxTags}>
        <input
          id="channel-tags"
          ref={field}
          autocomplete="off"
          aria-label={words.addTag}
          placeholder={words.addTag}
          disabled={!props.enabled}
          value={typed()}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={onKey}
          onBlur={add}
        />
      </Show>
    </div>
  )
}
