import '@landale/client/zod-without-eval'
import { gsap } from 'gsap'
import { mountPage } from '@/shared/page.tsx'
import { Captions } from './captions.tsx'

// No layers: what is said is neither a cue nor interrupted by one.
await mountPage({ name: 'captions', choreograph: () => gsap.timeline(), Overlay: Captions })
