import { common, corner, whole } from './common.ts'

export const goalsOptions = {
  position: corner('The corner they stand in.'),
  limit: whole(1, 4, 2, 'How many goals are shown at once; the others take turns.'),
  ...common,
} as const
