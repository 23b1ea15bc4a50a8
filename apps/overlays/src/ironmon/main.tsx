import '@landale/client/zod-without-eval'
import { CueState, ironmonOptions, RunState } from '@landale/protocol'
import { mountPage } from '@/shared/page.tsx'
import { Ironmon } from './ironmon.tsx'
import { choreograph } from './timeline.ts'

await mountPage({
  name: 'ironmon',
  schema: CueState.extend({ run: RunState }),
  options: ironmonOptions,
  choreograph,
  Overlay: Ironmon,
})
