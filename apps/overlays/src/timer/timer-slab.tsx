import type { Timer } from '@landale/protocol'
import { createMemo, Show } from 'solid-js'
import './timer-slab.css'
import { Presence } from '@/shared/presence.tsx'
import { TimeLeft } from '@/shared/time-left.tsx'
import { addedIn, addedOut } from './timeline.ts'
import { addedWords, createNews, statusWords } from './timer-words.ts'

/** What is left, and for a few seconds what was just added, and by whom. */
export function TimerSlab(props: { timer: Timer; now: () => number }) {
  const news = createNews({ timer: () => props.timer, now: () => props.now() })
  const status = createMemo(() => statusWords(props.timer))
  return (
    <article class="timer" data-timer={props.timer.id} data-status={props.timer.status}>
      <p class="timer-label" data-step>
        <bdi class="words">{props.timer.label}</bdi>
        <Show when={status()}>{(words) => <span class="timer-status">{words()}</span>}</Show>
      </p>
      <p class="timer-left" data-step>
        <TimeLeft timer={props.timer} now={() => props.now()} />
      </p>
      <div class="timer-news">
        <Presence item={news()} keyOf={({ at }) => String(at)} enter={addedIn} exit={addedOut} class="timer-added">
          {(added) => (
            <>
              <div class="timer-heat" />
              <span class="timer-amount">{addedWords(added().add_ms)}</span>
              <bdi class="timer-name words">{added().name ?? ''}</bdi>
            </>
          )}
        </Presence>
      </div>
      <div class="shade" />
    </article>
  )
}
