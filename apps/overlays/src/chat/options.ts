/** What `/overlay/chat?…` may ask for. */
export type ChatOptions = {
  /** How many messages are shown at most. */
  readonly limit: number
  /** After how many seconds, by the server's clock, a message leaves; 0: never. */
  readonly fade: number
  /** Over how many lines a message goes before it is cut. */
  readonly lines: number
  readonly scale: number
  /** The edge of the screen that the chat belongs to. */
  readonly position: 'left' | 'right'
}

export const defaults: ChatOptions = { limit: 12, fade: 0, lines: 4, scale: 1, position: 'left' }

const longestFadeSeconds = 86_400

/** Reads the query. A value that is none of these is ignored, and said: `faults` has a sentence for each. */
export function readOptions(query: URLSearchParams): { options: ChatOptions; faults: readonly string[] } {
  const faults: string[] = []

  function number(name: 'limit' | 'fade' | 'lines' | 'scale', from: number, to: number, { isWhole = false } = {}): number {
    const given = query.get(name)
    if (given === null) return defaults[name]
    const value = given.trim() === '' ? Number.NaN : Number(given)
    if (value >= from && value <= to && (!isWhole || Number.isInteger(value))) return value
    faults.push(`${name} is ${isWhole ? 'a whole number' : 'a number'} from ${from} to ${to}, not "${given}"`)
    return defaults[name]
  }

  function position(): ChatOptions['position'] {
    const given = query.get('position')
    if (given === null) return defaults.position
    if (given === 'left' || given === 'right') return given
    faults.push(`position is left or right, not "${given}"`)
    return defaults.position
  }

  const options = {
    limit: number('limit', 1, 30, { isWhole: true }),
    fade: number('fade', 0, longestFadeSeconds),
    lines: number('lines', 1, 8, { isWhole: true }),
    scale: number('scale', 0.5, 2),
    position: position(),
  }
  return { options, faults }
}
