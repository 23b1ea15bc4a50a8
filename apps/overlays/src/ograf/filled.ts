type Def = {
  readonly type: string
  readonly shape?: Readonly<Record<string, Described>>
  readonly element?: Described
  readonly innerType?: Described
}
type Described = { readonly _zod: { readonly def: unknown } }

/**
 * What may be null may be left out by an operator, whose form knows no null. What is no object or list is given back as it is.
 */
export function filled(schema: Described, value: unknown): unknown {
  const { type, shape, element, innerType } = schema._zod.def as Def
  if (type === 'nullable' && value === undefined) return null
  if (innerType !== undefined) return filled(innerType, value)
  if (element !== undefined && Array.isArray(value)) return value.map((item) => filled(element, item))
  if (shape === undefined || typeof value !== 'object' || value === null) return value
  const parts = Object.entries(shape).map(([name, part]) => [name, filled(part, Reflect.get(value, name))])
  return { ...value, ...Object.fromEntries(parts.filter(([, part]) => part !== undefined)) }
}
