import type { NumberOption } from '../option.ts'
import { common, positions, whole } from './common.ts'

export const chatOptions = {
  limit: whole(1, 30, 12, 'How many messages are shown at most.'),
  fade: {
    kind: 'number',
    from: 0,
    to: 86_400,
    isWhole: false,
    default: 0,
    unit: 'seconds',
    summary: 'After how many seconds a message leaves; 0: never.',
  } satisfies NumberOption,
  lines: whole(1, 8, 4, 'Over how many lines a message goes before it is cut.'),
  position: positions(['left', 'right'], 'The edge of the screen that it belongs to.'),
  ...common,
} as const
