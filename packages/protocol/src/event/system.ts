import { z } from 'zod'
import { defineEvent } from './define.ts'

const system = { feeds: ['system'] as const, critical: true }
const reason = z.string().max(500)

export const systemEvents = [
  defineEvent('system.started', {
    ...system,
    payload: z.object({ version: z.string() }),
    example: { version: '0.1.0' },
  }),
  defineEvent('system.stopped', { ...system, payload: z.object({ reason }), example: { reason: 'SIGTERM' } }),
  defineEvent('connection.lost', {
    ...system,
    payload: z.object({ service: z.string().min(1), reason }),
    example: { service: 'obs', reason: 'socket closed (1006)' },
  }),
  defineEvent('connection.restored', {
    ...system,
    payload: z.object({ service: z.string().min(1) }),
    example: { service: 'obs' },
  }),
  defineEvent('service.failed', {
    ...system,
    payload: z.object({ service: z.string().min(1), reason }),
    example: { service: 'phononmaser', reason: 'no heartbeat for 60 s' },
  }),
  defineEvent('service.recovered', {
    ...system,
    payload: z.object({ service: z.string().min(1) }),
    example: { service: 'phononmaser' },
  }),
  defineEvent('captions.enabled', { feeds: ['system', 'stream'], payload: z.object({}), example: {} }),
  defineEvent('captions.disabled', { feeds: ['system', 'stream'], payload: z.object({}), example: {} }),
  defineEvent('overlay.refreshed', {
    feeds: ['system'],
    payload: z.object({ overlay: z.string().min(1), source: z.string().min(1), reason }),
    example: { overlay: 'alerts', source: 'Alerts', reason: 'silent for 12 s while its source was active' },
  }),
] as const
