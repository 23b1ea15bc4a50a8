/** From rest to its speed, and back. */
const softSeconds = 1.8

/** How long it takes to come to its speed, and how long it keeps it, in seconds. A short way is all beginning and end. */
export function paceOf(way: number, speed: number): { soft: number; even: number } {
  const soft = Math.min(softSeconds, way / speed)
  return { soft, even: Math.max(0, way / speed - soft) }
}
