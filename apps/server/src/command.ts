import { CommandName, type CommandOf, type CommandReply, commands, type NewEvent, registry } from '@landale/protocol'
import type { Append } from './append.ts'
import { checkPayload, invalid } from './http/parse.ts'
import { Problem } from './http/problem.ts'

export type RunCommand = (name: string, payload: Record<string, unknown>, idempotencyKey?: string) => Promise<CommandReply>

/** Runs a command: validated, appended as an event, answered after the append. It acts through the reducers, like any event. */
export function createCommands({ append }: { append: Append }): RunCommand {
  return async (name, payload, idempotencyKey) => {
    const known = CommandName.safeParse(name)
    if (!known.success) throw new Problem('command_not_found', `there is no command ${name.slice(0, 64)}`)
    const parsed = commands[known.data].safeParse(payload)
    if (!parsed.success) throw invalid(parsed.error, [], 'invalid_command')
    const event: NewEvent = {
      ...eventOf(known.data, parsed.data),
      ...(idempotencyKey === undefined ? undefined : { idempotency_key: idempotencyKey }),
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
