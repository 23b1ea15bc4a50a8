import type { Option, OptionsDefinition, OptionsOf } from './option.ts'

/** The values of an overlay's options, and a sentence for each that was given and cannot be. */
export type ReadOptions<Definition extends OptionsDefinition> = {
  readonly options: OptionsOf<Definition>
  readonly faults: readonly string[]
}

/**
 * Reads the query of a page's address. A value that does not fit is ignored for the default, and said. What is no option of the
 * overlay, such as its key, is none of this function's business.
 */
export function readOptions<Definition extends OptionsDefinition>(
  definition: Definition,
  query: { get(name: string): string | null },
): ReadOptions<Definition> {
  const faults: string[] = []
  const entries = Object.entries(definition).map(([name, option]) => {
    const given = query.get(name)
    if (given === null) return [name, option.default]
    const value = valueFrom(option, given)
    if (value === undefined) faults.push(`${name} is ${meaningOf(option)}, not "${given}"`)
    return [name, value ?? option.default]
  })
  return { options: Object.fromEntries(entries) as OptionsOf<Definition>, faults }
}

/** What a text means as an option's value; undefined where it does not fit. */
export function valueFrom(option: Option, given: string): number | string | boolean | undefined {
  switch (option.kind) {
    case 'number': {
      const value = given.trim() === '' ? Number.NaN : Number(given)
      return value >= option.from && value <= option.to && (!option.isWhole || Number.isInteger(value)) ? value : undefined
    }
    case 'choice':
      return option.values.find((value) => value === given)
    case 'flag':
      return given === '1' ? true : given === '0' ? false : undefined
    case 'text':
      return given.length <= option.longest && (option.pattern?.test(given) ?? true) ? given : undefined
    default:
      return option satisfies never
  }
}

/** What an option may be, as a sentence goes on after "is". */
export function meaningOf(option: Option): string {
  switch (option.kind) {
    case 'number':
      return `a ${option.isWhole ? 'whole ' : ''}number from ${option.from} to ${option.to}`
    case 'choice':
      return option.values.length === 2 ? option.values.join(' or ') : `one of ${option.values.join(', ')}`
    case 'flag':
      return '0 or 1'
    case 'text':
      return option.meaning ?? `a text of up to ${option.longest} characters`
    default:
      return option satisfies never
  }
}
