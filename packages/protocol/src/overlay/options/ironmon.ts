import { wide } from './common.ts'

export const ironmonOptions = wide
