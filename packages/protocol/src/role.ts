import { z } from 'zod'

/** Control does everything; a worker appends and reads; an overlay reads and sends receipts. */
export const Role = z.enum(['control', 'worker', 'overlay'])
export type Role = z.infer<typeof Role>
