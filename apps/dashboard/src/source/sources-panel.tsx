import type { SourceStatus } from '@landale/protocol'
import { createEffect, createSignal, For, type JSX, on, Show } from 'solid-js'
import { formatDuration } from '@/format.ts'
import { PartMark } from '@/panel/part-mark.tsx'
import { type LastEvents, lastEventOf } from '@/source/last-events.ts'
import { changedSources } from '@/source/source-changes.ts'
import { texts } from '@/texts.ts'

export type SourcesPanelProps = { sources: readonly SourceStatus[]; lastEvents: LastEvents; now: number }

/** Every source with its state, since when, why, and when it last brought an event. A change is also said aloud. */
export function SourcesPanel(props: SourcesPanelProps): JSX.Element {
  const [said, setSaid] = createSignal('')
  createEffect(
    on(
      () => props.sources.map(({ name, state, error }) => ({ name, state, error })),
      (after, before = []) => {
        const changed = changedSources(before, after)
        if (changed.length > 0) setSaid(changed.map(({ name, state }) => texts.sources.changed(name, state)).join(' '))
      },
    ),
  )

  return (
    <section class="panel sources" aria-labelledby="sources-title">
      <h2 id="sources-title">{texts.sources.title}</h2>
      <ul class="lines">
        <For each={props.sources} fallback={<li class="empty">{texts.parts.empty}</li>}>
          {(source) => <SourceLine source={source} lastEventAt={lastEventOf(source, props.lastEvents)} now={props.now} />}
        </For>
      </ul>
      <p class="hidden" role="status">
        {said()}
      </p>
    </section>
  )
}

function SourceLine(props: { source: SourceStatus; lastEventAt: number | null; now: number }): JSX.Element {
  const ago = (at: number) => formatDuration(props.now - at)
  const heard = () => {
    if (props.lastEventAt !== null) return texts.sources.heard(ago(props.lastEventAt))
    return props.source.state === 'off' ? '' : texts.sources.silent
  }
  return (
    <li class="line source-line" data-source={props.source.name}>
      <span class="line-name">{props.source.name}</span>
      <span class="line-fact">{heard()}</span>
      <PartMark state={props.source.state} />
      <span class="line-more">
        {texts.sources.since(ago(props.source.since))}
        <Show when={props.source.error}>
          {': '}
          <bdi>{props.source.error}</bdi>
        </Show>
      </span>
    </li>
  )
}
