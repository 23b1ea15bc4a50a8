import { common, corner, positions } from './common.ts'

export const nowPlayingOptions = {
  position: corner('The corner it stands in.'),
  mode: positions(['always', 'announce'], 'Whether a song steps aside once it was announced, or leaves.'),
  ...common,
} as const
