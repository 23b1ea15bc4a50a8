import { scaleTo, sounding, theme } from './common.ts'

export const takeoverOptions = {
  theme,
  scale: scaleTo(1, 'How large its words are. The cover is as large as the screen.'),
  ...sounding,
} as const
