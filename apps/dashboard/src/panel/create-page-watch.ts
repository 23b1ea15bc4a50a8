import type { OverlaysState } from '@landale/protocol'
import { type Accessor, createEffect, createSignal, on, untrack } from 'solid-js'
import { dismissPage, type Lost, lostPages, type Watched, watchPages } from '@/panel/lost-pages.ts'

export type PageWatch = { lost: Accessor<readonly Lost[]>; dismiss(key: string): void }

/** After a connection came back pages have this long to do the same, before one is missed. */
const comeBackMs = 6_000

/** Watches over the overlay pages in OBS as long as the dashboard is connected: what it is not told it does not judge. */
export function createPageWatch(options: {
  open: Accessor<OverlaysState | undefined>
  isConnected: Accessor<boolean>
  /** The server's time. */
  now: Accessor<number>
}): PageWatch {
  const [watched, setWatched] = createSignal<readonly Watched[]>([])
  let connectedAt = Number.NEGATIVE_INFINITY
  createEffect(
    on(options.isConnected, (isConnected) => {
      // Before the first connection there was nothing that could come back.
      if (isConnected && untrack(watched).length > 0) connectedAt = options.now()
    }),
  )
  const isComingBack = () => options.now() - connectedAt < comeBackMs
  createEffect(() => {
    const pages = options.open()?.pages
    const now = options.now()
    if (pages === undefined || !options.isConnected()) return
    if (isComingBack() && pages.length < untrack(watched).length) return
    setWatched((known) => watchPages(known, pages, now))
  })
  const lost = () => (options.isConnected() && !isComingBack() ? lostPages(watched(), options.now()) : [])
  return { lost, dismiss: (key) => setWatched((known) => dismissPage(known, key)) }
}
