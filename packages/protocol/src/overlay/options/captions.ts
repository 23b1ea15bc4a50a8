import { common, positions, whole } from './common.ts'

export const captionsOptions = {
  lines: whole(1, 3, 2, 'How many rows are on at most.'),
  position: positions(['bottom', 'top'], 'The edge of the screen that they keep to.'),
  ...common,
} as const
