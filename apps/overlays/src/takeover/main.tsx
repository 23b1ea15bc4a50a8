import '@landale/client/zod-without-eval'
import { CueState, takeoverOptions } from '@landale/protocol'
import { mountPage } from '@/shared/page.tsx'
import { Takeover } from './takeover.tsx'
import { choreograph } from './timeline.ts'

await mountPage({ name: 'takeover', schema: CueState, options: takeoverOptions, choreograph, Overlay: Takeover })
