import { z } from 'zod'
import { captionsCommands } from './captions.ts'
import type { CommandKind } from './define.ts'
import { eventCommands } from './event.ts'
import { obsCommands } from './obs.ts'
import { overlayCommands } from './overlay.ts'
import { queueCommands } from './queue.ts'
import { showCommands } from './show.ts'
import { twitchCommands } from './twitch.ts'

const definitions = [
  ...eventCommands,
  ...queueCommands,
  ...showCommands,
  ...overlayCommands,
  ...obsCommands,
  ...captionsCommands,
  ...twitchCommands,
] as const

type Definition = (typeof definitions)[number]
type DefinitionOf<Name extends CommandName> = Extract<Definition, { name: Name }>

export type CommandName = Definition['name']
/** The names of the commands of a kind. */
export type CommandNameOf<Kind extends CommandKind> = Extract<Definition, { kind: Kind }>['name']
export type CommandPayload<Name extends CommandName> = z.infer<DefinitionOf<Name>['payload']>
export type CommandAnswer<Name extends CommandName> = z.infer<DefinitionOf<Name>['reply']>

/** Commands by name, `noun.verb`: the same as a push on a channel and as `POST /v1/commands/<name>`. */
export const commands: ReadonlyMap<string, Definition> = new Map(definitions.map((definition) => [definition.name, definition]))

/** Where a command stands in the log; one that leaves no event has no place. */
export const CommandPlace = z.object({ position: z.int().positive(), deduped: z.boolean() })

/** A command's answer: its place in the log, where it has one, and what its `reply` schema says. */
export const CommandReply = CommandPlace.partial().loose()
export type CommandReply = z.infer<typeof CommandReply>
