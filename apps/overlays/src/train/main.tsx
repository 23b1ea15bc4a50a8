import '@landale/client/zod-without-eval'
import { TrainState, trainOptions } from '@landale/protocol'
import { fromSide } from '@/shared/corner-motion.ts'
import { mountPage } from '@/shared/page.tsx'
import { Train } from './train.tsx'

await mountPage({
  name: 'train',
  schema: TrainState,
  options: trainOptions,
  choreograph: fromSide('.train'),
  Overlay: Train,
})
