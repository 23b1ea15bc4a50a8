import { z } from 'zod'

/** The name of a show, a goal, a counter, a timer or a sound, by which it is steered. */
export const SettingId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'may hold small letters, digits and "-" only, up to 32')
export type SettingId = z.infer<typeof SettingId>
