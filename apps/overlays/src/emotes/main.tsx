import '@landale/client/zod-without-eval'
import { EmotesState, emotesOptions } from '@landale/protocol'
import { gsap } from 'gsap'
import { mountPage } from '@/shared/page.tsx'
import { Emotes } from './emotes.tsx'

// Emotes are no cues: what falls is moved by an engine of its own.
await mountPage({
  name: 'emotes',
  schema: EmotesState,
  options: emotesOptions,
  choreograph: () => gsap.timeline(),
  Overlay: Emotes,
})
