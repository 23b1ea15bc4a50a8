const steps = 9

/**
 * Sets a text of several lines as large as its box, its parent, lets it: from its own size down to `smallest` of it. Sizes are tried,
 * since lines break anew at each.
 */
export function fitBlock(element: HTMLElement, smallest: number): void {
  const box = element.parentElement
  if (box === null || box.clientHeight === 0) return
  const fits = (share: number) => {
    element.style.setProperty('--fit', String(share))
    return element.scrollHeight <= box.clientHeight && element.scrollWidth <= box.clientWidth
  }
  if (fits(1)) return
  let [low, high] = [smallest, 1]
  for (let step = 0; step < steps; step += 1) {
    const middle = (low + high) / 2
    if (fits(middle)) low = middle
    else high = middle
  }
  fits(low)
}
