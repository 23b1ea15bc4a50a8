import type { TextOption } from '../option.ts'
import { common, corners, positions } from './common.ts'

export const timerOptions = {
  position: positions([...corners, 'centre'], 'Where it stands.'),
  timer: {
    kind: 'text',
    longest: 64,
    default: '',
    summary: 'The timer that is shown, by its id; the first of them where none is named.',
  } satisfies TextOption,
  ...common,
} as const
