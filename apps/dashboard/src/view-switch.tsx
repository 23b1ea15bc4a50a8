import { For, type JSX } from 'solid-js'
import { texts } from '@/texts.ts'

const views = ['live', 'feed', 'obs', 'stream', 'test', 'state'] as const
export type View = (typeof views)[number]

/** On a narrow screen one part is shown at a time; on others this is not there. */
export function ViewSwitch(props: { view: View; onView: (view: View) => void }): JSX.Element {
  return (
    <nav class="view-switch" aria-label={texts.views.label}>
      <For each={views}>
        {(view) => (
          <button type="button" aria-current={props.view === view ? 'page' : undefined} onClick={() => props.onView(view)}>
            {texts.views[view]}
          </button>
        )}
      </For>
    </nav>
  )
}
