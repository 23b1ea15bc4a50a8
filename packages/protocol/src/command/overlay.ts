import { z } from 'zod'
import { defineCommand } from './define.ts'

const page = z.strictObject({ instance: z.string().min(1).max(64) })
const reply = z.object({ overlay: z.string() })

/** What an open overlay page is told. Nothing of it is worth the log: it changes nothing that viewers see. */
export const overlayCommands = [
  defineCommand({
    name: 'overlay.refresh',
    kind: 'question',
    summary: 'Load an open overlay page anew',
    payload: page,
    reply,
  }),
  defineCommand({
    name: 'overlay.identify',
    kind: 'question',
    summary: 'Let an open overlay page show its name for a moment',
    payload: page,
    reply,
  }),
] as const
