import { z } from 'zod'
import { defineEvent } from './define.ts'

const stream = { feeds: ['stream'] as const, critical: true }
const output = { feeds: ['obs', 'stream'] as const, critical: true }
const recording = z.object({ path: z.string().optional() })

export const broadcastEvents = [
  defineEvent('broadcast.started', {
    ...stream,
    payload: z.object({
      title: z.string().optional(),
      /** The platform's own id of it. */
      stream_id: z.string().optional(),
      /** When it began on the platform, which may be before we heard of it. */
      started_at: z.iso.datetime({ offset: true }).optional(),
    }),
    example: { title: 'Kaizo IronMON, one more run', stream_id: '40952121085', started_at: '2026-01-01T20:00:00Z' },
  }),
  defineEvent('broadcast.stopped', { ...stream, payload: z.object({}), example: {} }),
  defineEvent('scene.changed', {
    feeds: ['obs', 'stream'],
    payload: z.object({ scene: z.string().min(1), previous_scene: z.string().optional() }),
    example: { scene: 'Gameplay', previous_scene: 'Starting soon' },
  }),
  defineEvent('streaming.started', { ...output, payload: z.object({}), example: {} }),
  defineEvent('streaming.stopped', { ...output, payload: z.object({}), example: {} }),
  defineEvent('streaming.reconnecting', { ...output, payload: z.object({}), example: {} }),
  defineEvent('streaming.reconnected', { ...output, payload: z.object({}), example: {} }),
  defineEvent('recording.started', { ...output, payload: recording, example: { path: 'night.mkv' } }),
  defineEvent('recording.paused', { ...output, payload: recording, example: {} }),
  defineEvent('recording.resumed', { ...output, payload: recording, example: {} }),
  defineEvent('recording.stopped', { ...output, payload: recording, example: { path: 'night.mkv' } }),
] as const
