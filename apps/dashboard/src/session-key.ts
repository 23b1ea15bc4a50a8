const parameter = 'key'
const stored = 'landale.control_key'

/** What it needs of the window, so that it can be handed in. */
export type Page = {
  location: { href: string }
  history: { replaceState(data: unknown, unused: string, url: string): void }
  sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
}

/**
 * The control key: from the address, which then no longer shows it (a stream may), else as this tab has kept it. It is never
 * stored beyond the tab.
 */
export function takeKey(page: Page): string | undefined {
  const url = new URL(page.location.href)
  const given = url.searchParams.get(parameter)?.trim()
  if (given === undefined) return page.sessionStorage.getItem(stored) ?? undefined
  url.searchParams.delete(parameter)
  page.history.replaceState(null, '', url.href)
  if (given === '') return undefined
  keepKey(page, given)
  return given
}

export function keepKey(page: Page, key: string): void {
  page.sessionStorage.setItem(stored, key)
}

export function forgetKey(page: Page): void {
  page.sessionStorage.removeItem(stored)
}
