import { z } from 'zod'
import { Role } from '../role.ts'

/** One open socket. */
export const ClientSummary = z.object({
  id: z.string(),
  role: Role,
  /** What the client calls itself, or its user agent's first word. */
  name: z.string(),
  since: z.number(),
  topics: z.array(z.string()),
})
export type ClientSummary = z.infer<typeof ClientSummary>

export const PartState = z.enum(['ok', 'degraded', 'down', 'off'])
export type PartState = z.infer<typeof PartState>

/** The state of `dashboard:main`. Times are milliseconds since the epoch. */
export const DashboardState = z.object({
  version: z.string(),
  started_at: z.number(),
  epoch: z.string(),
  head: z.int().nonnegative(),
  archived_position: z.int().nonnegative(),
  session: z.object({ id: z.string(), kind: z.string(), started_at: z.number() }),
  parts: z.array(z.object({ name: z.string(), state: PartState, reason: z.string().optional() })),
  clients: z.array(ClientSummary),
})
export type DashboardState = z.infer<typeof DashboardState>
