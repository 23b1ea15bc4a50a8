import type { EventLog } from '@landale/event-log'
import { type CommandPayload, type CommandReply, commands } from '@landale/protocol'
import { z } from 'zod'
import type { Append } from '@/append.ts'
import { invalid } from '@/http/parse.ts'
import { Problem } from '@/http/problem.ts'
import type { CueRules } from '@/stage/cue-rules.ts'
import type { Effects } from './effects.ts'
import { type EventCommand, eventOf, type Look } from './event-of.ts'

/** Takes a command's name and its body: the payload, and beside it optionally an `idempotency_key`. Rejects with a Problem. */
export type RunCommand = (name: string, body: Record<string, unknown>) => Promise<CommandReply>

/** Of one press of a button, however often it is sent: the command is run once. */
export const IdempotencyKey = z.string().min(1).max(512).optional()

export type CommandsOptions = {
  append: Append
  effects: Effects
  log: EventLog
  stage: () => NonNullable<Look['stage']>
  rules: () => CueRules
}

/** Runs a command, answered after its event is durable: an event acts through the reducers, an effect through its source. */
export function createCommands({ append, effects, log, stage, rules }: CommandsOptions): RunCommand {
  return async (name, { idempotency_key, ...payload }) => {
    const command = commands.get(name)
    if (command === undefined) throw new Problem('command_not_found', `there is no command ${name.slice(0, 64)}`)
    const parsed = command.payload.safeParse(payload)
    if (!parsed.success) throw invalid(parsed.error, [], 'invalid_command')
    const key = IdempotencyKey.safeParse(idempotency_key)
    if (!key.success) throw new Problem('invalid_command', 'idempotency_key: must be text of 1 to 512 letters')
    switch (command.kind) {
      case 'event': {
        // What was sent before under this key is answered as it was then, whatever has become of what it names.
        const isKnown = key.data !== undefined && log.isKnown(key.data)
        const look = { log, rules: rules(), stage: isKnown ? undefined : stage() }
        const event = await eventOf(command.name, parsed.data as CommandPayload<EventCommand>, look)
        const { events } = await append('current', [
          { ...event, ...(key.data === undefined ? undefined : { idempotency_key: key.data }) },
        ])
        const [first] = events
        if (first === undefined) throw new Error('an append of one event came back with none')
        return { position: first.position, deduped: first.deduped }
      }
      case 'effect':
        return await effects.run(command.name, parsed.data, key.data)
      case 'question':
        return await effects.ask(command.name, parsed.data)
      default:
        return command satisfies never
    }
  }
}
