import { z } from 'zod'
import { EventType } from './event/event.ts'

/**
 * Commands by name, `noun.verb`: the same as a push on a channel and as `POST /v1/commands/<name>`. Each is validated, appended
 * as an event, and acts through the reducers; its reply comes after the append.
 */
export const commands = {
  /** Appends an event of the type with `origin: test`: the payload given, or the registry's example. */
  'event.test': z.strictObject({ type: EventType, payload: z.record(z.string(), z.unknown()).optional() }),
} as const

export const CommandName = z.enum(Object.keys(commands) as [keyof typeof commands, ...(keyof typeof commands)[]])
export type CommandName = keyof typeof commands
export type CommandOf<Name extends CommandName> = z.infer<(typeof commands)[Name]>

/** A command's answer: where its event stands in the log. */
export const CommandReply = z.object({ position: z.int().positive(), deduped: z.boolean() })
export type CommandReply = z.infer<typeof CommandReply>
