import { z } from 'zod'
import type { Schema } from './specification.ts'

/**
 * A schema as OGraf asks for it (Graphics data definition, as of version 1): plain JSON Schema, but each part says its one type, an object its properties and a
 * list its items, so that a form can be drawn of it. What may be null may be left out instead.
 */
export function jsonSchemaOf(schema: z.ZodType): Schema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return plain(rest)
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): readonly Schema[] => (Array.isArray(value) ? value.filter(isSchema) : [])

const typesIn = (type: unknown): readonly unknown[] => (Array.isArray(type) ? type : [type ?? 'string'])

function isNullable(node: Schema | undefined): boolean {
  return node !== undefined && (typesIn(node.type).includes('null') || listOf(node.anyOf).some(isNullable))
}

/** Whole numbers have these from zod, whatever they are of. */
const isNoBound = (value: unknown) => value === Number.MAX_SAFE_INTEGER || value === Number.MIN_SAFE_INTEGER

function plain(node: Schema): Schema {
  const choices = [...listOf(node.anyOf), ...listOf(node.oneOf)]
  const real = choices.filter(({ type }) => type !== 'null')
  const { anyOf, oneOf, ...rest } = node
  const [only, ...others] = real
  if (only === undefined) return ofType(rest)
  if (others.length === 0) return plain({ ...rest, ...only })
  return { ...rest, ...merged(real.map(plain)) }
}

/** What may be one of several says what any of them may be, and which they are. */
function merged(choices: readonly Schema[]): Schema {
  const objects = choices.filter(({ type }) => type === 'object')
  const [first] = choices
  if (objects.length === 0) return { type: first?.type ?? 'string' }
  const properties: Record<string, Schema> = {}
  for (const choice of objects) {
    for (const [name, part] of Object.entries(propertiesOf(choice))) properties[name] = both(properties[name], part)
  }
  const needed = objects.map(({ required }) => (Array.isArray(required) ? required.map(String) : []))
  const required = needed[0]?.filter((name) => needed.every((names) => names.includes(name))) ?? []
  return { type: 'object', properties, required, oneOf: choices }
}

/** The names that tell one from another. */
function both(one: Schema | undefined, other: Schema): Schema {
  const names = [one, other].flatMap((part) => namesIn(part))
  return names.length > 0 ? { type: 'string', enum: [...new Set(names)] } : (one ?? other)
}

function namesIn(part: Schema | undefined): readonly unknown[] {
  if (part === undefined) return []
  return Array.isArray(part.enum) ? part.enum : 'const' in part ? [part.const] : []
}

function propertiesOf({ properties }: Schema): Record<string, Schema> {
  return isSchema(properties)
    ? Object.fromEntries(Object.entries(properties).filter((entry): entry is [string, Schema] => isSchema(entry[1])))
    : {}
}

function ofType(node: Schema): Schema {
  const { minimum, maximum, required, type: types, ...rest } = node
  const type = typesIn(types).find((one) => one !== 'null') ?? 'string'
  const bounds = {
    ...(minimum === undefined || isNoBound(minimum) ? undefined : { minimum }),
    ...(maximum === undefined || isNoBound(maximum) ? undefined : { maximum }),
  }
  if (type === 'array') return { ...rest, type, items: plain(isSchema(node.items) ? node.items : {}) }
  if (type !== 'object') return { ...rest, type, ...bounds }
  const parts = Object.entries(propertiesOf(node))
  const properties = Object.fromEntries(parts.map(([name, part]) => [name, plain(part)]))
  const mayBeNull = (name: string) => isNullable(parts.find(([other]) => other === name)?.[1])
  const needed = Array.isArray(required) ? required.map(String).filter((name) => !mayBeNull(name)) : []
  return { ...rest, type, properties, required: needed }
}
