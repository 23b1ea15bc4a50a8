import { type CommandNameOf, type CommandPayload, type CommandReply, commands, type NewEvent, registry } from '@landale/protocol'
import { z } from 'zod'
import type { Append } from '@/append.ts'
import { checkPayload, invalid } from '@/http/parse.ts'
import { Problem } from '@/http/problem.ts'
import type { Effects } from './effects.ts'

/** Takes a command's name and its body: the payload, and beside it optionally an `idempotency_key`. Rejects with a Problem. */
export type RunCommand = (name: string, body: Record<string, unknown>) => Promise<CommandReply>

/** Of one press of a button, however often it is sent: the command is run once. */
export const IdempotencyKey = z.string().min(1).max(512).optional()

/** Runs a command, answered after its event is durable: an event acts through the reducers, an effect through its source. */
export function createCommands({ append, effects }: { append: Append; effects: Effects }): RunCommand {
  return async (name, { idempotency_key, ...payload }) => {
    const command = commands.get(name)
    if (command === undefined) throw new Problem('command_not_found', `there is no command ${name.slice(0, 64)}`)
    const parsed = command.payload.safeParse(payload)
    if (!parsed.success) throw invalid(parsed.error, [], 'invalid_command')
    const key = IdempotencyKey.safeParse(idempotency_key)
    if (!key.success) throw new Problem('invalid_command', 'idempotency_key: must be text of 1 to 512 letters')
    switch (command.kind) {
      case 'event': {
        const event = eventOf(command.name, parsed.data as CommandPayload<EventCommand>)
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

export const fromOperator = { actor: 'operator', source: 'dashboard' }

type EventCommand = CommandNameOf<'event'>

function eventOf(name: EventCommand, payload: CommandPayload<EventCommand>): NewEvent {
  switch (name) {
    case 'event.test':
      return testEvent(payload as CommandPayload<'event.test'>)
    case 'captions.set': {
      const { on } = payload as CommandPayload<'captions.set'>
      return { ...fromOperator, type: on ? 'captions.enabled' : 'captions.disabled', payload: {} }
    }
    default:
      return name satisfies never
  }
}

/** Takes the path of a live event, marked as a test. */
function testEvent({ type, payload }: CommandPayload<'event.test'>): NewEvent {
  const example = payload ?? registry.get(type)?.example
  if (example === undefined) throw new Problem('invalid_command', `payload: is needed, for ${type} has no example`)
  const event = { ...fromOperator, type, payload: example as Record<string, unknown>, metadata: { origin: 'test' as const } }
  checkPayload(event)
  return event
}
