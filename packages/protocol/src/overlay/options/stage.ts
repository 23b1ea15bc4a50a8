import { sounding, wide } from './common.ts'

export const stageOptions = { ...wide, ...sounding } as const
