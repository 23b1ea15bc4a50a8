import type { OpenPage } from '@landale/protocol'

/** A page in OBS that was there while this dashboard looked. Times are the server's, in ms. */
export type Watched = {
  readonly key: string
  readonly overlay: string
  readonly name: string
  readonly isOpen: boolean
  /** When it last said how it does, or, since it has left, was last seen open. */
  readonly wellAt: number
  readonly isDismissed: boolean
}

export type Lost = { key: string; overlay: string; name: string; how: 'left' | 'silent' }

/** A page that is loaded anew is away for less than this. */
const reloadMs = 3_000
/** Pages say how they do every five seconds; two of them missed is silence. */
const silentMs = 10_000
/** Beyond, the one that was seen first is forgotten. */
const maxWatched = 100

/**
 * What is known after another look at the pages that are open. One that is hidden may be silent: OBS stops the clock of a source that
 * it does not show.
 */
export function watchPages(known: readonly Watched[], pages: readonly OpenPage[], now: number): readonly Watched[] {
  const open = new Map(pages.filter(({ obs }) => obs !== null).map((page) => [keyOf(page), page]))
  const older = known.map((watched) => {
    const page = open.get(watched.key)
    if (page === undefined) return watched.isOpen ? { ...watched, isOpen: false, wellAt: now } : watched
    return seen(page, now, watched.isDismissed)
  })
  const keys = new Set(known.map(({ key }) => key))
  const newer = [...open.values()].filter((page) => !keys.has(keyOf(page))).map((page) => seen(page, now, false))
  return [...older, ...newer].slice(-maxWatched)
}

export function lostPages(known: readonly Watched[], now: number): readonly Lost[] {
  return known.flatMap(({ key, overlay, name, isOpen, wellAt, isDismissed }) => {
    if (isDismissed || now - wellAt < (isOpen ? silentMs : reloadMs)) return []
    return [{ key, overlay, name, how: isOpen ? ('silent' as const) : ('left' as const) }]
  })
}

export function dismissPage(known: readonly Watched[], wanted: string): readonly Watched[] {
  return known.map((watched) => (watched.key === wanted ? { ...watched, isDismissed: true } : watched))
}

function seen(page: OpenPage, now: number, wasDismissed: boolean): Watched {
  const isHidden = page.vitals?.is_visible === false
  const wellAt = isHidden ? now : (page.heard_at ?? page.since)
  const isDismissed = wasDismissed && now - wellAt >= silentMs
  return { key: keyOf(page), overlay: page.overlay, name: page.source ?? page.overlay, isOpen: true, wellAt, isDismissed }
}

function keyOf({ overlay, source, instance }: OpenPage): string {
  return `${overlay} ${source ?? instance}`
}
