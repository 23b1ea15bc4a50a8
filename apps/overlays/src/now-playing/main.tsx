import '@landale/client/zod-without-eval'
import { gsap } from 'gsap'
import { mountPage } from '@/shared/page.tsx'
import { NowPlaying } from './now-playing.tsx'

// No layers: it is furniture of one piece.
await mountPage({ name: 'now-playing', choreograph: () => gsap.timeline(), Overlay: NowPlaying })
