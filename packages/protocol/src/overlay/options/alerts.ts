import { common, sounding } from './common.ts'

export const alertsOptions = { ...common, ...sounding } as const
