import { z } from 'zod'
import { EventType } from '../event/event.ts'
import { defineCommand } from './define.ts'

export const eventCommands = [
  defineCommand({
    name: 'event.test',
    kind: 'event',
    summary: 'Append an event of a type, marked as a test: the payload given, or the registry’s example',
    payload: z.strictObject({ type: EventType, payload: z.record(z.string(), z.unknown()).optional() }),
    reply: z.object({}),
  }),
] as const
