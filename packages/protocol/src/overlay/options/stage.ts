import { sounding, theme } from './common.ts'

/** It fills the screen, and has no other size. */
export const stageOptions = { theme, ...sounding } as const
