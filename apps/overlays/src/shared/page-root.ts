let given: HTMLElement | undefined

/**
 * The element that a page's theme, its scale and its unit hang on: the document's own. A graphic in somebody else's document has one of
 * its own instead.
 */
export function pageRoot(): HTMLElement {
  return given ?? document.documentElement
}

export function setPageRoot(element: HTMLElement): void {
  given = element
}

/** The unit of the grid at the page's scale, in pixels. */
export function unitPx(): number {
  return Number.parseFloat(getComputedStyle(pageRoot()).fontSize)
}

/** An address on the server that the page, or the graphic, came from. */
export function onServer(path: string): string {
  return given === undefined ? path : new URL(path, import.meta.url).href
}

/** So many units, as a motion writes them. A `rem` is the document's, and so no unit where the document is not the page's. */
export function units(count: number): string {
  return given === undefined ? `${count}rem` : `${count * unitPx()}px`
}
