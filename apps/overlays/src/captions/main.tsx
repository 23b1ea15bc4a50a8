import '@landale/client/zod-without-eval'
import { captionsOptions, SpeechState } from '@landale/protocol'
import { gsap } from 'gsap'
import { mountPage } from '@/shared/page.tsx'
import { Captions } from './captions.tsx'

// No layers: what is said is neither a cue nor interrupted by one.
await mountPage({
  name: 'captions',
  schema: SpeechState,
  options: captionsOptions,
  choreograph: () => gsap.timeline(),
  Overlay: Captions,
})
