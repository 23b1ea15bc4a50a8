import { type Feed, feeds } from '@landale/protocol'
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import type { EventFeed } from '@/feed/create-event-feed.ts'
import { EventList } from '@/feed/event-list.tsx'
import { createFilter } from '@/feed/filter.ts'
import { formatCount } from '@/format.ts'
import { texts } from '@/texts.ts'

export function FeedPanel(props: { feed: EventFeed }): JSX.Element {
  const [text, setText] = createSignal('')
  const [name, setName] = createSignal<Feed>('all')
  const filter = createFilter()
  const list = () => props.feed.list()
  const rows = createMemo(() => list().shown.filter(filter({ feed: name(), text: text() })))

  return (
    <section class="feed" aria-labelledby="feed-title">
      <div class="feed-bar">
        <h2 id="feed-title">{texts.feed.title}</h2>
        <select aria-label={texts.feed.feed} value={name()} onChange={(event) => setName(feedNamed(event.currentTarget.value))}>
          <For each={feeds}>{(feed) => <option value={feed}>{texts.feed.names[feed]}</option>}</For>
        </select>
        <input
          type="search"
          placeholder={texts.feed.search}
          aria-label={texts.feed.search}
          spellcheck={false}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <p class="feed-count">{texts.feed.count(formatCount(rows().length), formatCount(list().shown.length))}</p>
        <button type="button" class="button pause" aria-pressed={list().paused} onClick={() => props.feed.togglePause()}>
          {list().paused ? texts.feed.resume : texts.feed.pause}
          <Show when={list().waiting.length > 0}>
            {' '}
            <span class="waiting">{texts.feed.waiting(formatCount(list().waiting.length + list().dropped))}</span>
          </Show>
        </button>
      </div>
      <Show when={props.feed.restarted()}>
        <p class="feed-note">{texts.feed.restarted}</p>
      </Show>
      <Show
        when={rows().length > 0}
        fallback={<p class="empty">{list().shown.length === 0 ? texts.feed.empty : texts.feed.noMatch}</p>}
      >
        <EventList events={rows()} />
      </Show>
    </section>
  )
}

function feedNamed(name: string): Feed {
  return feeds.find((feed) => feed === name) ?? 'all'
}
