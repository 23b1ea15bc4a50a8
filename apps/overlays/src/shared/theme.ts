import { defaultTheme } from '@landale/protocol'
import { pageRoot } from './page-root.ts'

/**
 * The server puts the style sheet of the theme that the address names into the page's head, so that it is there before the first
 * paint. What it could not find is said here, and the page has the default's look.
 */
export function themeFaults(theme: unknown): readonly string[] {
  if (theme === defaultTheme) return []
  const link = document.querySelector<HTMLLinkElement>('link[data-theme]')
  // A style sheet that did not come is there as an empty one.
  const isThere = (link?.sheet?.cssRules.length ?? 0) > 0
  return isThere ? [] : [`there is no theme "${String(theme)}", so the page has the look of "${defaultTheme}"`]
}

/** A property of the theme, as it is written. */
export function themeProperty(name: string): string {
  return getComputedStyle(pageRoot()).getPropertyValue(name).trim()
}
