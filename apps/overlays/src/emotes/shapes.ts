type Corner = { x: number; y: number }

/** Corners around the middle, one after the other; it stands on a side. */
export function polygon(sides: number, radius: number): Corner[] {
  return Array.from({ length: sides }, (_, index) => {
    const at = ((index + 0.5) * 2 * Math.PI) / sides
    return { x: radius * Math.cos(at), y: radius * Math.sin(at) }
  })
}

export function rectangle(wide: number, high: number): Corner[] {
  const [x, y] = [wide / 2, high / 2]
  return [
    { x: -x, y: -y },
    { x, y: -y },
    { x, y },
    { x: -x, y },
  ]
}
