const positions = ['bottom-left', 'bottom-right', 'top-left', 'top-right'] as const
const modes = ['always', 'announce'] as const

/** What `/overlay/now-playing?…` may ask for. */
export type NowPlayingOptions = {
  readonly position: (typeof positions)[number]
  /** `always`: the song steps aside once it was announced; `announce`: it leaves. */
  readonly mode: (typeof modes)[number]
}

export const defaults: NowPlayingOptions = { position: 'bottom-left', mode: 'always' }

/** Reads the query. A value that is none of these is ignored, and said: `faults` has a sentence for each. */
export function readOptions(query: URLSearchParams): { options: NowPlayingOptions; faults: readonly string[] } {
  const faults: string[] = []

  function oneOf<Value extends string>(name: string, values: readonly Value[], otherwise: Value): Value {
    const given = query.get(name)
    if (given === null) return otherwise
    const value = values.find((known) => known === given)
    if (value === undefined) faults.push(`${name} is one of ${values.join(', ')}, not "${given}"`)
    return value ?? otherwise
  }

  const options = {
    position: oneOf('position', positions, defaults.position),
    mode: oneOf('mode', modes, defaults.mode),
  }
  return { options, faults }
}
