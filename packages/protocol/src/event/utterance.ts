import { z } from 'zod'
import { defineEvent } from './define.ts'

export const utteranceEvents = [
  defineEvent('utterance.transcribed', {
    payload: z.object({
      text: z.string().min(1).max(10_000),
      started_at: z.iso.datetime({ offset: true }),
      duration_ms: z.int().positive(),
      source_id: z.string().min(1),
      confidence: z.number().min(0).max(1).optional(),
      language: z.string().optional(),
    }),
    example: {
      text: 'All right, one more run.',
      started_at: '2026-01-01T20:00:00.000Z',
      duration_ms: 1_640,
      source_id: 'microphone',
      confidence: 0.93,
      language: 'en',
    },
  }),
] as const
