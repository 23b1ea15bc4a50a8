import '@landale/client/zod-without-eval'
import { mountPage } from '@/shared/page.tsx'
import { Takeover } from './takeover.tsx'
import { choreograph } from './timeline.ts'

await mountPage({ name: 'takeover', choreograph, Overlay: Takeover })
