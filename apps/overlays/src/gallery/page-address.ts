import { type Option, type OptionsDefinition, valueFrom } from '@landale/protocol'

/** What is chosen of an overlay's options, as an address says it, by name. What is not in it has its default. */
export type Choice = Readonly<Record<string, string>>

export type PageAddressOptions = {
  name: string
  definition: OptionsDefinition
  choice: Choice
  key: string
}

/** As an address says it. */
export function textOf(value: Option['default']): string {
  return typeof value === 'boolean' ? String(Number(value)) : String(value)
}

/** The query of what is chosen: defaults need no saying, and what no page would take is left out. */
export function queryOf(definition: OptionsDefinition, choice: Choice): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name, option] of Object.entries(definition)) {
    const given = choice[name] ?? ''
    const isSaid = given !== '' && given !== textOf(option.default) && valueFrom(option, given) !== undefined
    if (isSaid) query.set(name, given)
  }
  return query
}

/** The address for OBS. */
export function pageAddress(origin: string, { name, definition, choice, key }: PageAddressOptions): string {
  const query = queryOf(definition, choice)
  const whole = new URLSearchParams(key === '' ? [] : [['key', key]])
  for (const [option, value] of query) whole.set(option, value)
  const text = whole.toString()
  return `${origin}/overlay/${name}${text === '' ? '' : `?${text}`}`
}

/** The same for eyes: this page may be on air. */
export function withoutKey(address: string): string {
  return address.replace(/([?&]key=)[^&]+/, '$1…')
}
