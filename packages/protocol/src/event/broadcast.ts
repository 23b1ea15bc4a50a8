import { z } from 'zod'
import { defineEvent } from './define.ts'

const stream = { feeds: ['stream'] as const, critical: true }
const output = { feeds: ['obs', 'stream'] as const, critical: true }
const recording = z.object({ path: z.string().optional() })

export const broadcastEvents = [
  defineEvent('broadcast.started', {
    ...stream,
    payload: z.object({ title: z.string().optional() }),
    example: { title: 'Kaizo IronMON, one more run' },
  }),
  defineEvent('broadcast.stopped', { ...stream, payload: z.object({}), example: {} }),
  defineEvent('scene.changed', {
    feeds: ['obs', 'stream'],
    payload: z.object({ scene: z.string().min(1), previous_scene: z.string().optional() }),
    example: { scene: 'Gameplay', previous_scene: 'Starting soon' },
  }),
  defineEvent('recording.started', { ...output, payload: recording, example: { path: 'night.mkv' } }),
  defineEvent('recording.paused', { ...output, payload: recording, example: {} }),
  defineEvent('recording.resumed', { ...output, payload: recording, example: {} }),
  defineEvent('recording.stopped', { ...output, payload: recording, example: { path: 'night.mkv' } }),
] as const
