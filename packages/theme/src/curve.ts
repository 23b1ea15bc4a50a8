/** A curve of motion: GSAP's name of it, or the function that it is. */
export type Curve = string | ((progress: number) => number)

/** More is no overshoot but a fault. */
const mostOvershoot = 3

/** A cubic Bézier as CSS means it (CSS Easing 1, section 2.3), or undefined where that is not what the text says. */
export function cubicBezier(text: string): ((progress: number) => number) | undefined {
  const numbers = /^cubic-bezier\(([^()]*)\)$/.exec(text)?.[1]?.split(',').map(Number) ?? []
  const [x1 = Number.NaN, y1 = Number.NaN, x2 = Number.NaN, y2 = Number.NaN] = numbers
  const isCurve = numbers.length === 4 && [x1, x2].every((x) => x >= 0 && x <= 1)
  if (!isCurve || ![y1, y2].every((y) => Math.abs(y) <= mostOvershoot)) return undefined
  return (progress) => {
    if (progress <= 0 || progress >= 1) return progress <= 0 ? 0 : 1
    // x grows with t, so halving finds it; after 24 of them the rest is less than a pixel of any screen.
    let [low, high] = [0, 1]
    for (let step = 0; step < 24; step += 1) {
      const middle = (low + high) / 2
      if (along(middle, x1, x2) < progress) low = middle
      else high = middle
    }
    return along(low, y1, y2)
  }
}

function along(t: number, first: number, second: number): number {
  const rest = 1 - t
  return 3 * rest * rest * t * first + 3 * rest * t * t * second + t * t * t
}
