import { common, whole } from './common.ts'

export const emotesOptions = {
  limit: whole(1, 100, 60, 'How many are in the air at most.'),
  ...common,
} as const
