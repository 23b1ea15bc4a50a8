import { For, type JSX, onMount, Show } from 'solid-js'
import type { FeedEvent } from '@/feed/taken-back.ts'
import { texts } from '@/texts.ts'

export function EventDetails(props: { id: string; event: FeedEvent; onClose: () => void }): JSX.Element {
  const { facts } = texts.feed
  let details: HTMLDivElement | undefined
  // Opened at the list's lower end it would be below the fold, on a low screen all of it.
  onMount(() => details?.closest('li')?.scrollIntoView({ block: 'nearest' }))
  const said = () => {
    const { actor, session, seq, metadata, inserted_at } = props.event
    const known: [string, string | undefined][] = [
      [facts.actor, actor === '' ? undefined : actor],
      [facts.session, `${session} #${seq}`],
      [facts.occurred, metadata.occurred_at],
      [facts.inserted, inserted_at],
      [facts.correlation, metadata.correlation_id],
      [facts.raw, metadata.raw_type],
    ]
    return known.filter(([, value]) => value !== undefined)
  }
  return (
    <div id={props.id} class="details" ref={details}>
      <dl>
        <For each={said()}>
          {([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          )}
        </For>
      </dl>
      <section class="payload" aria-label={facts.payload}>
        <Show when={!props.event.takenBack} fallback={<p>{texts.feed.takenBackHint}</p>}>
          <pre>{JSON.stringify(props.event.payload, null, 2)}</pre>
        </Show>
      </section>
      <button type="button" class="button quiet" onClick={() => props.onClose()}>
        {texts.feed.close}
      </button>
    </div>
  )
}
