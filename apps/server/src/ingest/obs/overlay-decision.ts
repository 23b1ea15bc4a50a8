import type { OverlayPage } from '@/channel/overlay-pages.ts'

/** How long an overlay may be silent while it is on air, and how often it is refreshed for it. */
export const silentMs = 12_000
export const refreshEveryMs = 60_000

/** A browser source of OBS that shows one of our overlays. */
export type OverlaySource = {
  name: string
  overlay: string
  /** What its page calls itself by: the `source` of its address. */
  pageSource: string | undefined
  /** It is on program now. */
  isActive: boolean
}

type Watched = { silentSince: number | undefined; refreshedAt: number | undefined }
export type OverlayWatch = ReadonlyMap<string, Watched>

export type OverlayDecision = { watch: OverlayWatch; refresh: readonly OverlaySource[] }

/** Which sources are to be refreshed: on air, without a page of theirs for long enough, and not refreshed a moment ago. */
export function decide(
  watch: OverlayWatch,
  sources: readonly OverlaySource[],
  pages: readonly OverlayPage[],
  now: number,
): OverlayDecision {
  const next = new Map<string, Watched>()
  const refresh: OverlaySource[] = []
  for (const source of sources) {
    const before = watch.get(source.name)
    const isSilent = source.isActive && !pages.some((page) => isOf(page, source))
    const silentSince = isSilent ? (before?.silentSince ?? now) : undefined
    const isDue = silentSince !== undefined && now - silentSince >= silentMs
    const isAllowed = before?.refreshedAt === undefined || now - before.refreshedAt >= refreshEveryMs
    if (isDue && isAllowed) refresh.push(source)
    next.set(source.name, { silentSince, refreshedAt: isDue && isAllowed ? now : before?.refreshedAt })
  }
  return { watch: next, refresh }
}

function isOf(page: OverlayPage, { name, overlay, pageSource }: OverlaySource): boolean {
  if (!page.isObs || page.overlay !== overlay) return false
  return page.source === undefined || page.source === name || page.source === pageSource
}
