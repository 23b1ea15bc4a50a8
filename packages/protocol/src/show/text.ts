import { z } from 'zod'

/**
 * A place in a text: `{user.name}`, with what stands there instead where the event says nothing, `{user.name|Somebody}`, and how a
 * number is said: `{bits:bit}` is "1 bit" or "500 bits", `{viewers:person/people}` names its own plural, and
 * `{amount_minor:money}` is an amount in the hundredths of the payload's `currency`.
 */
const place = /\{([a-z_]+(?:\.[a-z_]+)*)(?::([^{}|:]{1,48}))?(?:\|([^{}]{0,64}))?\}/g
const maxLength = 280

/** Text with places for what an event says. What is put there is data: it is never read for places again. */
export const TextTemplate = z
  .string()
  .max(maxLength)
  .refine((text) => !/[{}]/.test(text.replace(place, '')), 'has a brace that is no place such as {user.name} or {bits:bit|none}')
export type TextTemplate = z.infer<typeof TextTemplate>

/** The fields that a text names, `user.name`. */
export function fieldsIn(template: TextTemplate): readonly string[] {
  return [...template.matchAll(place)].flatMap(([, path]) => (path === undefined ? [] : [path]))
}

/** The text with its places filled; undefined where the event says nothing for one that has nothing to stand there instead. */
export function fillText(template: TextTemplate, payload: Readonly<Record<string, unknown>>): string | undefined {
  let isWhole = true
  const text = template.replace(place, (_, path: string, form: string | undefined, otherwise: string | undefined) => {
    const said = sayValue(fieldOf(payload, path), form, payload)
    if (said === undefined && otherwise === undefined) isWhole = false
    return said ?? otherwise ?? ''
  })
  return isWhole ? text : undefined
}

/** What a payload holds under a dotted path; undefined where it holds nothing. */
export function fieldOf(payload: Readonly<Record<string, unknown>>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    return (value as Record<string, unknown>)[key]
  }, payload)
}

function sayValue(value: unknown, form: string | undefined, payload: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  if (typeof value !== 'number') return undefined
  if (form === 'money') return `${(value / 100).toFixed(2)} ${String(payload.currency ?? '')}`.trimEnd()
  const number = value.toLocaleString('en')
  if (form === undefined) return number
  const [one = '', many = `${one}s`] = form.split('/')
  return `${number} ${value === 1 ? one : many}`
}
