import * as mini from 'zod/mini'
import { chain } from './chain.ts'

type Shape = Parameters<typeof mini.strictObject>[0]

const chained =
  <Args extends unknown[]>(make: (...args: Args) => mini.ZodMiniType) =>
  (...args: Args) =>
    chain(make(...args))

export const string = /* @__PURE__ */ chained(() => mini.string())
export const number = /* @__PURE__ */ chained(() => mini.number())
export const int = /* @__PURE__ */ chained(() => mini.int())
export const boolean = /* @__PURE__ */ chained(() => mini.boolean())
export const unknown = /* @__PURE__ */ chained(() => mini.unknown())
export const url = /* @__PURE__ */ chained(() => mini.url())
export const array = /* @__PURE__ */ chained((item: mini.ZodMiniType) => mini.array(item))
export const union = /* @__PURE__ */ chained((options: mini.ZodMiniType[]) => mini.union(options))
export const tuple = /* @__PURE__ */ chained((items: [mini.ZodMiniType, ...mini.ZodMiniType[]]) => mini.tuple(items))
export const record = /* @__PURE__ */ chained((key: mini.ZodMiniString, value: mini.ZodMiniType) => mini.record(key, value))
export const literal = /* @__PURE__ */ chained((value: string | number | boolean) => mini.literal(value))
export const discriminatedUnion = /* @__PURE__ */ chained(
  (name: string, options: [mini.ZodMiniObject, ...mini.ZodMiniObject[]]) => mini.discriminatedUnion(name, options),
)

const withShape = (make: (shape: Shape) => mini.ZodMiniObject) => (shape: Shape) => extendable(make(shape))

/** An object's fields are asked for as `shape`; it is added to by `extend`, and none of them needed after `partial`. */
function extendable(object: mini.ZodMiniObject): Extendable {
  return Object.assign(chain(object), {
    shape: object.shape,
    extend: (more: Shape) => extendable(mini.extend(object, more)),
    partial: () => extendable(mini.partial(object)),
  })
}

type Extendable = mini.ZodMiniObject & { extend(more: Shape): Extendable; partial(): Extendable }

export const object = /* @__PURE__ */ withShape((shape) => mini.object(shape))
export const strictObject = /* @__PURE__ */ withShape((shape) => mini.strictObject(shape))
export const looseObject = /* @__PURE__ */ withShape((shape) => mini.looseObject(shape))

/** Its values are asked for as `options`. */
function enumOf(values: readonly string[]) {
  return chain(mini.enum(values))
}

export { enumOf as enum }

export const iso = { datetime: () => chain(mini.iso.datetime()), date: () => chain(mini.iso.date()) }

export { ZodMiniNullable as ZodNullable, ZodMiniObject as ZodObject, ZodMiniOptional as ZodOptional } from 'zod/mini'
