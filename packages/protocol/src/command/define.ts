import type { z } from 'zod'

/**
 * How a command acts. `event`: it is appended as the event that it stands for, and acts through the reducers. `effect`: another
 * program does it; `command.started` is durable before, `command.finished` or `command.failed` after, so that it is done once.
 * `question`: it only asks, or its answer is for the asker alone; nothing of it is in the log.
 */
export type CommandKind = 'event' | 'effect' | 'question'

export type CommandDefinition<
  Name extends string = string,
  Kind extends CommandKind = CommandKind,
  Payload extends z.ZodObject = z.ZodObject,
  Reply extends z.ZodObject = z.ZodObject,
> = {
  name: Name
  kind: Kind
  summary: string
  payload: Payload
  /** What the answer holds, beside the place in the log. */
  reply: Reply
}

export function defineCommand<
  const Name extends string,
  const Kind extends CommandKind,
  Payload extends z.ZodObject,
  Reply extends z.ZodObject,
>(definition: CommandDefinition<Name, Kind, Payload, Reply>): CommandDefinition<Name, Kind, Payload, Reply> {
  return definition
}
