import type { z } from 'zod'
import type { Feed } from '../feed.ts'

/** One entry of the registry. Payload schemas only check: no defaults, no transforms, so what was appended is what is read. */
export type EventDefinition<Type extends string = string, Schema extends z.ZodType = z.ZodType> = {
  type: Type
  /** Goes out at once, with whatever waits before it. */
  critical: boolean
  /** The feeds it belongs to, besides `all` and the feed of its source. */
  feeds: readonly Feed[]
  payload: Schema
  /** A realistic payload, for the test button, the documentation and the schema's own test. */
  example: z.infer<Schema>
}

export function defineEvent<const Type extends string, Schema extends z.ZodType>(
  type: Type,
  definition: { payload: Schema; example: z.infer<Schema>; feeds?: readonly Feed[]; critical?: boolean },
): EventDefinition<Type, Schema> {
  const { payload, example, feeds = [], critical = false } = definition
  return { type, critical, feeds, payload, example }
}
