import type { OpenPage } from '@landale/protocol'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { pageName, pageWords } from '@/panel/page-words.ts'
import { texts } from '@/texts.ts'

export type OpenPagesProps = {
  pages: readonly OpenPage[]
  enabled: boolean
  /** The server's time. */
  now: number
  onTell: (command: 'refresh' | 'identify', page: OpenPage) => void
}

/** The pages of one overlay that are open, and what each can be told. */
export function OpenPages(props: OpenPagesProps): JSX.Element {
  const byInstance = createMemo(() => new Map(props.pages.map((page) => [page.instance, page])))
  const instances = createMemo(() => [...byInstance().keys()])
  return (
    <Show when={instances().length > 0}>
      <ul class="open-pages">
        <For each={instances()}>
          {(instance) => {
            const page = createMemo<OpenPage | undefined>((known) => byInstance().get(instance) ?? known)
            return (
              <Show when={page()}>
                {(known) => (
                  <li class="open-page">
                    <bdi class="open-page-name">{pageName(known())}</bdi>
                    <Show when={!known().is_current}>
                      <span class="part-state" data-state="degraded">
                        {texts.pages.stale}
                      </span>
                    </Show>
                    <span class="open-page-actions">
                      <For each={['identify', 'refresh'] as const}>
                        {(command) => (
                          <button
                            type="button"
                            class="button quiet"
                            disabled={!props.enabled}
                            aria-label={texts.pages.of(texts.pages[command], pageName(known()))}
                            onClick={() => props.onTell(command, known())}
                          >
                            {texts.pages[command]}
                          </button>
                        )}
                      </For>
                    </span>
                    <span class="open-page-words">{pageWords(known(), props.now)}</span>
                  </li>
                )}
              </Show>
            )
          }}
        </For>
      </ul>
    </Show>
  )
}
