import '@landale/client/zod-without-eval'
import { TimerState, timerOptions } from '@landale/protocol'
import { fromSide } from '@/shared/corner-motion.ts'
import { mountPage } from '@/shared/page.tsx'
import { fadeStanding } from '@/shared/standing-motion.ts'
import { TimerPage } from './timer.tsx'

const fromItsSide = fromSide('.timer')

await mountPage({
  name: 'timer',
  schema: TimerState,
  options: timerOptions,
  // In the middle of the screen it belongs to no edge.
  choreograph: (effect, elements, options) =>
    options.position === 'centre' ? fadeStanding('.timer')(effect, elements) : fromItsSide(effect, elements, options),
  Overlay: TimerPage,
})
