import '@landale/client/zod-without-eval'
import { CreditsState, creditsOptions } from '@landale/protocol'
import { gsap } from 'gsap'
import { mountPage } from '@/shared/page.tsx'
import { Credits } from './credits.tsx'

// The credits are no cue: they roll by a timeline of their own, from the moment that they are seen.
await mountPage({
  name: 'credits',
  schema: CreditsState,
  options: creditsOptions,
  choreograph: () => gsap.timeline(),
  Overlay: Credits,
})
