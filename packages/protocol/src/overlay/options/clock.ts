import { common, corner, flag, positions } from './common.ts'

export const clockOptions = {
  position: corner('The corner it stands in.'),
  hours: positions(['24', '12'], 'How hours are counted.'),
  seconds: flag(false, 'Whether seconds are shown.'),
  uptime: flag(false, 'Whether it says how long the stream has been on.'),
  ...common,
} as const
