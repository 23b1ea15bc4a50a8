import { positions, wide } from './common.ts'

export const tickerOptions = {
  position: positions(['bottom', 'top'], 'The edge of the screen that it runs along.'),
  ...wide,
} as const
