/** A name gives way by half of its size before a letter of it is cut. */
const smallest = 0.5

/** Sets a line of text smaller until it fits the width it has, by measuring it; what is still too long ends in an ellipsis. */
export function fitWidth(element: HTMLElement): void {
  element.style.removeProperty('--fit')
  const { clientWidth, scrollWidth } = element
  if (scrollWidth <= clientWidth || clientWidth === 0) return
  // A hair less than the share, since glyphs do not shrink by exactly it.
  element.style.setProperty('--fit', String(Math.max(smallest, (clientWidth / scrollWidth) * 0.985)))
}
