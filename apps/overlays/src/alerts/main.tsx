import '@landale/client/zod-without-eval'
import { alertsOptions, CueState } from '@landale/protocol'
import { mountPage } from '@/shared/page.tsx'
import { Alerts } from './alerts.tsx'
import { choreograph } from './timeline.ts'

await mountPage({ name: 'alerts', schema: CueState, options: alertsOptions, choreograph, Overlay: Alerts })
