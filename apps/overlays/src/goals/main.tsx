import '@landale/client/zod-without-eval'
import { GoalsState, goalsOptions } from '@landale/protocol'
import { fromSide } from '@/shared/corner-motion.ts'
import { mountPage } from '@/shared/page.tsx'
import { Goals } from './goals.tsx'

await mountPage({ name: 'goals', schema: GoalsState, options: goalsOptions, choreograph: fromSide('.goals'), Overlay: Goals })
