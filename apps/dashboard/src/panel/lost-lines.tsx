import { For, type JSX } from 'solid-js'
import type { Lost } from '@/panel/lost-pages.ts'
import { texts } from '@/texts.ts'

/** Overlays that viewers no longer see, at the top of the page. */
export function LostLines(props: { lost: readonly Lost[]; onDismiss: (key: string) => void }): JSX.Element {
  const said = ({ overlay, name, how }: Lost) => texts.pages[how](name === overlay ? overlay : `${overlay} (${name})`)
  const byKey = () => new Map(props.lost.map((lost) => [lost.key, lost]))
  return (
    <For each={props.lost.map(({ key }) => key)}>
      {(key) => {
        const words = () => {
          const lost = byKey().get(key)
          return lost === undefined ? '' : said(lost)
        }
        return (
          <p class="lost-page">
            <strong role="alert">{words()}</strong>
            <button type="button" class="button" aria-label={texts.pages.dismissOf(key)} onClick={() => props.onDismiss(key)}>
              {texts.pages.dismiss}
            </button>
          </p>
        )
      }}
    </For>
  )
}
