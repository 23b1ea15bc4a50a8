import type { OverlaysState } from '@landale/protocol'
import { createSignal, For, type JSX, Match, Switch } from 'solid-js'
import { copyText } from '@/copy-text.ts'
import { type OverlayAddress, type OverlayAnswer, withoutKey } from '@/overlay-addresses.ts'
import { texts } from '@/texts.ts'
import { openWords } from './open-words.ts'

export type OverlaysPanelProps = {
  answer: OverlayAnswer | undefined
  /** What the open pages say of themselves; undefined until it is known. */
  open: OverlaysState | undefined
}

export function OverlaysPanel(props: OverlaysPanelProps): JSX.Element {
  const [said, setSaid] = createSignal('')
  const copy = async ({ name, url }: OverlayAddress) => {
    setSaid((await copyText(url)) ? texts.overlays.copied(name) : texts.overlays.notCopied)
  }
  const overlays = () => (props.answer?.kind === 'addresses' ? props.answer.overlays : undefined)

  return (
    <section class="panel" aria-labelledby="overlays-title">
      <h2 id="overlays-title">{texts.overlays.title}</h2>
      <Switch fallback={<p class="empty">{texts.overlays.loading}</p>}>
        <Match when={overlays()}>
          {(known) => (
            <ul class="lines">
              <For each={known()}>
                {(overlay) => (
                  <li class="line overlay">
                    <span class="line-name">{overlay.name}</span>
                    <button
                      type="button"
                      class="button"
                      aria-label={texts.overlays.copyOf(overlay.name)}
                      onClick={() => void copy(overlay)}
                    >
                      {texts.overlays.copy}
                    </button>
                    <span class="line-more">{withoutKey(overlay.url)}</span>
                    <span class="line-more">{openWords(overlay.name, props.open)}</span>
                  </li>
                )}
              </For>
            </ul>
          )}
        </Match>
        <Match when={props.answer !== undefined}>
          <p class="empty">{texts.overlays.failed}</p>
        </Match>
      </Switch>
      <p class="hint" role="status">
        {said() || texts.overlays.hint}
      </p>
    </section>
  )
}
