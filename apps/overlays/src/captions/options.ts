/** What `/overlay/captions?…` may ask for. */
export type CaptionsOptions = {
  /** How many rows are on at most. */
  readonly lines: number
  readonly scale: number
  /** The edge of the screen that the captions keep to. */
  readonly position: 'bottom' | 'top'
}

export const defaults: CaptionsOptions = { lines: 2, scale: 1, position: 'bottom' }

/** Reads the query. A value that is none of these is ignored, and said: `faults` has a sentence for each. */
export function readOptions(query: URLSearchParams): { options: CaptionsOptions; faults: readonly string[] } {
  const faults: string[] = []

  function number(name: 'lines' | 'scale', from: number, to: number, { isWhole = false } = {}): number {
    const given = query.get(name)
    if (given === null) return defaults[name]
    const value = given.trim() === '' ? Number.NaN : Number(given)
    if (value >= from && value <= to && (!isWhole || Number.isInteger(value))) return value
    faults.push(`${name} is ${isWhole ? 'a whole number' : 'a number'} from ${from} to ${to}, not "${given}"`)
    return defaults[name]
  }

  function position(): CaptionsOptions['position'] {
    const given = query.get('position')
    if (given === null) return defaults.position
    if (given === 'bottom' || given === 'top') return given
    faults.push(`position is bottom or top, not "${given}"`)
    return defaults.position
  }

  const options = { lines: number('lines', 1, 3, { isWhole: true }), scale: number('scale', 0.5, 2), position: position() }
  return { options, faults }
}
