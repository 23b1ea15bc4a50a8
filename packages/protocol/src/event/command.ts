import { z } from 'zod'
import { defineEvent } from './define.ts'

const system = { feeds: ['system'] as const }
const command = z.string().min(1).max(64)
/** The position of the `command.started` that it belongs to. */
const started = z.int().positive()

export const commandEvents = [
  defineEvent('command.started', {
    ...system,
    payload: z.object({ command, payload: z.record(z.string(), z.unknown()) }),
    example: { command: 'obs.set_scene', payload: { scene: 'Gameplay' } },
  }),
  defineEvent('command.finished', {
    ...system,
    payload: z.object({ command, started, reply: z.record(z.string(), z.unknown()) }),
    example: { command: 'obs.set_scene', started: 1_204, reply: {} },
  }),
  defineEvent('command.failed', {
    ...system,
    payload: z.object({ command, started, error: z.string(), message: z.string().max(500) }),
    example: { command: 'obs.set_scene', started: 1_204, error: 'obs_unavailable', message: 'OBS is not connected' },
  }),
] as const
