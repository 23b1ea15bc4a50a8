import type { ChannelInfo } from '@landale/protocol'
import { createSignal, For, type JSX, Show } from 'solid-js'
import type { Push } from '@/press/press.ts'
import { markedAfter } from '@/stream/choice.ts'
import { createCategorySearch } from '@/stream/create-category-search.ts'
import { texts } from '@/texts.ts'

export type CategoryFieldProps = {
  category: ChannelInfo['category']
  push: Push
  enabled: boolean
  onChoose: (category: ChannelInfo['category']) => void
}

/** The category, found by its name at Twitch. */
export function CategoryField(props: CategoryFieldProps): JSX.Element {
  const { channel: words } = texts.stream
  const { search, look } = createCategorySearch((event, payload) => props.push(event, payload))
  const [typed, setTyped] = createSignal<string>()
  const [marked, setMarked] = createSignal<number>()
  const found = () => {
    const answer = search()
    return answer.kind === 'found' ? answer.categories : []
  }
  const said = () => {
    const answer = search()
    if (answer.kind === 'failed') return words.searchFailed(answer.reason)
    return answer.kind === 'found' ? words.found(answer.categories.length) : ''
  }
  const type = (text: string | undefined) => {
    setTyped(text)
    setMarked(undefined)
    look(text ?? '')
  }
  const choose = (index: number | undefined) => {
    const category = found()[index ?? 0]
    if (category === undefined) return
    props.onChoose({ id: category.id, name: category.name })
    type(undefined)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') type(undefined)
    if (event.key === 'Enter' && typed() !== undefined) {
      event.preventDefault()
      choose(marked())
    }
    const next = markedAfter(marked(), found().length, event.key)
    if (next === marked()) return
    event.preventDefault()
    setMarked(next)
  }

  return (
    <div class="category">
      <input
        id="channel-category"
        role="combobox"
        autocomplete="off"
        aria-autocomplete="list"
        aria-expanded={found().length > 0}
        aria-controls="channel-categories"
        aria-activedescendant={marked() === undefined ? undefined : `channel-category-${marked()}`}
        placeholder={words.search}
        disabled={!props.enabled}
        value={typed() ?? (props.category.name || words.noCategory)}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={onKey}
        onBlur={() => type(undefined)}
      />
      <div
        id="channel-categories"
        class="categories"
        role="listbox"
        aria-label={words.fields.category}
        hidden={found().length === 0}
      >
        <For each={found()}>
          {(category, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and takes the keys.
            // biome-ignore lint/a11y/useFocusableInteractive: as a combobox has it, the option is marked and the field keeps the focus.
            <div
              id={`channel-category-${index()}`}
              role="option"
              aria-selected={index() === marked()}
              // The field would lose the focus, and close the list, before the click.
              onPointerDown={(event) => event.preventDefault()}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(index())}
            >
              {category.name}
            </div>
          )}
        </For>
      </div>
      <Show when={said()}>
        {(text) => (
          <p class="category-said" role="status">
            {text()}
          </p>
        )}
      </Show>
    </div>
  )
}
