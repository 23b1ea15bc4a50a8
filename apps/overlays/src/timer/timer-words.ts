import type { Timer } from '@landale/protocol'
import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import { createLookout } from '@/shared/lookout.ts'
import { duration } from '@/shared/words.ts'

export type Added = NonNullable<Timer['last_added']>

/** How long it is said what was added. */
const newsMs = 6_000

/** `+5:00`, `−0:30`. */
export function addedWords(ms: number): string {
  return `${ms < 0 ? '−' : '+'}${duration(Math.abs(ms))}`
}

/** What is to be said beside its name; nothing while it runs as it should. */
export function statusWords({ status, is_capped, left_ms, ends_at }: Timer): string {
  if (status === 'paused') return 'paused'
  if (status === 'stopped') return ends_at === null && left_ms > 0 ? '' : 'over'
  return is_capped ? 'as long as it gets' : ''
}

/** What was added a moment ago, reactive; by the server's clock, so that a page that comes late says no old news. */
export function createNews({ timer, now }: { timer: () => Timer; now: () => number }): Accessor<Added | undefined> {
  const [news, setNews] = createSignal<Added>()
  const lookout = createLookout({
    now,
    look() {
      const { last_added: last } = timer()
      const isNews = last !== null && now() < last.at + newsMs
      setNews(isNews ? last : undefined)
      return isNews ? last.at + newsMs : null
    },
  })
  createEffect(on(timer, lookout.look))
  return news
}
