import '@landale/client/zod-without-eval'
import { mountPage } from '@/shared/page.tsx'
import { Ironmon } from './ironmon.tsx'
import { choreograph } from './timeline.ts'

await mountPage({ name: 'ironmon', choreograph, Overlay: Ironmon })
