import { overlayOptions } from '@landale/protocol'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { about, type GalleryName } from './about.ts'
import { copyText } from './copy-text.ts'
import { createFrame } from './frame.tsx'
import { OptionField } from './option-field.tsx'
import { type Choice, pageAddress, queryOf, withoutKey } from './page-address.ts'

const copiedMs = 2_000

/** An overlay: its frame, its options, and its address. */
export function Entry(props: { name: GalleryName; overlayKey: string; theme: string; ground: string }) {
  const definition = () => overlayOptions[props.name]
  const [own, setOwn] = createSignal<Choice>({})
  const choice = createMemo<Choice>(() => ({ ...own(), theme: props.theme }))
  const query = createMemo(() => queryOf(definition(), choice()).toString())
  const address = () =>
    pageAddress(location.origin, { name: props.name, definition: definition(), choice: choice(), key: props.overlayKey })
  const { Frame, play } = createFrame()
  const [isCopied, setCopied] = createSignal(false)

  async function copy(): Promise<void> {
    await copyText(address())
    setCopied(true)
    setTimeout(() => setCopied(false), copiedMs)
  }

  return (
    <section class="entry" id={props.name} aria-labelledby={`${props.name}-title`}>
      <div class="entry-picture" data-ground={props.ground}>
        <Frame name={props.name} query={query()} first={about[props.name].plays[0]} />
      </div>
      <div class="entry-words">
        <h2 id={`${props.name}-title`}>{props.name.replaceAll('-', ' ')}</h2>
        <p>{about[props.name].summary}</p>
        <Show when={about[props.name].plays.length > 0}>
          <div class="plays">
            <For each={about[props.name].plays}>
              {(sample) => (
                <button type="button" onClick={() => play(sample)}>
                  {sample}
                </button>
              )}
            </For>
          </div>
        </Show>
        <form class="options" aria-label={`Options of ${props.name}`} onSubmit={(event) => event.preventDefault()}>
          <For each={Object.entries(definition()).filter(([name]) => name !== 'theme')}>
            {([name, option]) => (
              <OptionField
                overlay={props.name}
                name={name}
                option={option}
                value={own()[name]}
                onChange={(value) => setOwn((all) => ({ ...all, [name]: value }))}
              />
            )}
          </For>
        </form>
      </div>
      <div class="address">
        <code>{withoutKey(address())}</code>
        <button type="button" class="copy" aria-label={`Copy the address of ${props.name}`} onClick={() => void copy()}>
          {isCopied() ? 'Copied' : 'Copy'}
        </button>
        <span class="unseen" role="status">
          {isCopied() ? `The address of ${props.name} is copied.` : ''}
        </span>
      </div>
    </section>
  )
}
