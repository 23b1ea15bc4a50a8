import {
  _default,
  type core,
  gte,
  lte,
  maxLength,
  minLength,
  nonnegative,
  nullable,
  optional,
  positive,
  refine,
  regex,
  type ZodMiniType as Schema,
} from 'zod/mini'

type Check = core.$ZodCheck<unknown>

/** What the protocol's schemas call on each other, by zod's own names. */
export type Chained = Schema & { readonly [Name in keyof typeof methods]: (...args: never[]) => Chained }

const isNumber = (schema: Schema) => schema._zod.def.type === 'number'
const checked = (schema: Schema, check: unknown) => chain(schema.check(check as Check))

const methods = {
  optional(this: Schema) {
    return chain(optional(this))
  },
  nullable(this: Schema) {
    return chain(nullable(this))
  },
  default(this: Schema, value: never) {
    return chain(_default(this, value))
  },
  min(this: Schema, least: number) {
    return checked(this, isNumber(this) ? gte(least) : minLength(least))
  },
  max(this: Schema, most: number) {
    return checked(this, isNumber(this) ? lte(most) : maxLength(most))
  },
  nonnegative(this: Schema) {
    return checked(this, nonnegative())
  },
  positive(this: Schema) {
    return checked(this, positive())
  },
  regex(this: Schema, pattern: RegExp) {
    return checked(this, regex(pattern))
  },
  refine(this: Schema, isFine: (value: unknown) => boolean) {
    return checked(this, refine(isFine))
  },
}

/** Gives a schema of zod's small form the methods of its large one. */
export function chain<Small extends Schema>(schema: Small): Small & Chained {
  return Object.assign(schema, methods) as unknown as Small & Chained
}
