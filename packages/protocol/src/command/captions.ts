import { z } from 'zod'
import { defineCommand } from './define.ts'

export const captionsCommands = [
  defineCommand({
    name: 'captions.set',
    kind: 'event',
    summary: 'Send what is said as captions to the platform, or stop sending it; off until it is turned on',
    payload: z.strictObject({ on: z.boolean() }),
    reply: z.object({}),
  }),
] as const
