import type { OpenPage, OverlaysState } from '@landale/protocol'
import { For, type JSX, Match, Switch } from 'solid-js'
import { copyText } from '@/copy-text.ts'
import { type OverlayAddress, type OverlayAnswer, withoutKey } from '@/overlay-addresses.ts'
import { createPresses } from '@/press/create-presses.ts'
import type { Push } from '@/press/press.ts'
import { texts } from '@/texts.ts'
import { OpenPages } from './open-pages.tsx'
import { openWords } from './open-words.ts'
import { pageName } from './page-words.ts'

export type OverlaysPanelProps = {
  answer: OverlayAnswer | undefined
  /** What the open pages say of themselves; undefined until it is known. */
  open: OverlaysState | undefined
  /** Another value with every state of them. */
  heard: unknown
  push: Push
  enabled: boolean
  /** The server's time. */
  now: number
}

export function OverlaysPanel(props: OverlaysPanelProps): JSX.Element {
  const presses = createPresses({ push: (event, payload) => props.push(event, payload), heard: () => props.heard })
  const tell = (command: 'refresh' | 'identify', page: OpenPage) => {
    const done = texts.pages[command === 'refresh' ? 'refreshed' : 'identified'](pageName(page))
    void presses.press(`overlay.${command}`, { instance: page.instance }, { done })
  }
  const copy = async ({ name, url }: OverlayAddress) => {
    presses.say((await copyText(url)) ? texts.overlays.copied(name) : texts.overlays.notCopied)
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
                    <OpenPages
                      pages={props.open?.pages.filter((page) => page.overlay === overlay.name) ?? []}
                      enabled={props.enabled}
                      now={props.now}
                      onTell={tell}
                    />
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
      <p class="hint" role="status" data-failed={presses.said().isFailure}>
        {presses.said().text || texts.overlays.hint}
      </p>
    </section>
  )
}
