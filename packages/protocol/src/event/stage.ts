import { z } from 'zod'
import { defineEvent } from './define.ts'

const takeover = { feeds: ['stream'] as const, critical: true }

export const TakeoverKind = z.enum(['technical-difficulties', 'please-stand-by', 'screen-cover', 'custom'])
export type TakeoverKind = z.infer<typeof TakeoverKind>

export const stageEvents = [
  defineEvent('takeover.started', {
    ...takeover,
    payload: z.object({
      kind: TakeoverKind,
      message: z.string().max(280).optional(),
      duration_ms: z.int().positive().max(86_400_000).optional(),
    }),
    example: { kind: 'please-stand-by', message: 'Back in two minutes.', duration_ms: 120_000 },
  }),
  defineEvent('takeover.ended', { ...takeover, payload: z.object({}), example: {} }),
] as const
