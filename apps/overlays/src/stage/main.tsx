import '@landale/client/zod-without-eval'
import { stageOptions, WholeStageState } from '@landale/protocol'
import { mountPage } from '@/shared/page.tsx'
import { StagePage } from './stage.tsx'
import { choreograph } from './timeline.ts'

await mountPage({ name: 'stage', schema: WholeStageState, options: stageOptions, choreograph, Overlay: StagePage })
