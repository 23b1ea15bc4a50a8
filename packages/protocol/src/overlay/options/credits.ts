import { common, positions, whole } from './common.ts'

export const creditsOptions = {
  position: positions(['centre', 'left', 'right'], 'The column they roll in.'),
  speed: whole(2, 24, 8, 'How fast they roll.', 'units a second'),
  people: whole(10, 500, 200, 'How many names are said at most.'),
  ...common,
} as const
