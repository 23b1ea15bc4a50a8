import { CommandName, type CommandOf, type CommandReply, commands, type NewEvent, registry } from '@landale/protocol'
import { z } from 'zod'
import type { Append } from './append.ts'
import { checkPayload, invalid } from './http/parse.ts'
import { Problem } from './http/problem.ts'

/** Takes a command's name and its body: the payload, and beside it optionally an `idempotency_key`. Rejects with a Problem. */
export type RunCommand = (name: string, body: Record<string, unknown>) => Promise<CommandReply>

/** Of one press of a button, however often it is sent: the command is run once. */
export const IdempotencyKey = z.string().min(1).max(512).optional()

/** Runs a command: validated, appended as an event, answered after the append. It acts through the reducers, like any event. */
export function createCommands({ append }: { append: Append }): RunCommand {
  return async (name, { idempotency_key, ...payload }) => {
    const known = CommandName.safeParse(name)
    if (!known.success) throw new Problem('command_not_found', `there is no command ${name.slice(0, 64)}`)
    const parsed = commands[known.data].safeParse(payload)
    if (!parsed.success) throw invalid(parsed.error, [], 'invalid_command')
    const key = IdempotencyKey.safeParse(idempotency_key)
    if (!key.success) throw new Problem('invalid_command', 'idempotency_key: must be text of 1 to 512 letters')
    const event: NewEvent = {
      ...eventOf(known.data, parsed.data),
      ...(key.data === undefined ? undefined : { idempotency_key: key.data }),
    }
    const { events } = await append('current', [event])
    const [first] = events
    if (first === undefined) throw new Error('an append of one event came back with none')
    return { position: first.position, deduped: first.deduped }
  }
}

const fromOperator = { actor: 'operator', source: 'dashboard' }

function eventOf(name: CommandName, payload: CommandOf<CommandName>): NewEvent {
  switch (name) {
    case 'event.test':
      return testEvent(payload)
    default:
      return name satisfies never
  }
}

/** Takes the path of a live event, marked as a test. */
function testEvent({ type, payload }: CommandOf<'event.test'>): NewEvent {
  const example = payload ?? registry.get(type)?.example
  if (example === undefined) throw new Problem('invalid_command', `payload: is needed, for ${type} has no example`)
  const event = { ...fromOperator, type, payload: example as Record<string, unknown>, metadata: { origin: 'test' as const } }
  checkPayload(event)
  return event
}
