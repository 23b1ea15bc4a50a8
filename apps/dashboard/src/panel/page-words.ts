import type { OpenPage } from '@landale/protocol'
import { formatDuration } from '@/format.ts'
import { texts } from '@/texts.ts'

/** What an open page is called: its browser source in OBS, else its instance. */
export function pageName({ source, instance }: Pick<OpenPage, 'source' | 'instance'>): string {
  return source ?? instance
}

/** How a page does, in one line. */
export function pageWords(page: OpenPage, now: number): string {
  const { pages } = texts
  const { vitals } = page
  if (vitals === null || page.heard_at === null) return pages.notSaid
  return [
    ...(vitals.is_visible ? [pages.fps(Math.round(vitals.fps)), pages.dropped(vitals.dropped)] : [pages.hidden]),
    ...(vitals.is_active === false ? [pages.inactive] : []),
    ...(page.is_presenter ? [pages.presenter] : []),
    pages.heard(formatDuration(now - page.heard_at)),
  ].join(', ')
}
