import { common, corner, sounding } from './common.ts'

export const trainOptions = { ...common, ...sounding, position: corner('The corner it stands in.') } as const
