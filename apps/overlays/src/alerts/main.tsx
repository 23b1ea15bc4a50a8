import '@landale/client/zod-without-eval'
import { mountPage } from '@/shared/page.tsx'
import { Alerts } from './alerts.tsx'
import { choreograph } from './timeline.ts'

await mountPage({ name: 'alerts', choreograph, Overlay: Alerts })
