import '@landale/client/zod-without-eval'
import { ClockState, clockOptions } from '@landale/protocol'
import { fromSide } from '@/shared/corner-motion.ts'
import { mountPage } from '@/shared/page.tsx'
import { Clock } from './clock.tsx'

await mountPage({ name: 'clock', schema: ClockState, options: clockOptions, choreograph: fromSide('.clock'), Overlay: Clock })
