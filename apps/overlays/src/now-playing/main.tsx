import '@landale/client/zod-without-eval'
import { NowPlayingState, nowPlayingOptions } from '@landale/protocol'
import { gsap } from 'gsap'
import { mountPage } from '@/shared/page.tsx'
import { NowPlaying } from './now-playing.tsx'

// No layers: it is furniture of one piece.
await mountPage({
  name: 'now-playing',
  schema: NowPlayingState,
  options: nowPlayingOptions,
  choreograph: () => gsap.timeline(),
  Overlay: NowPlaying,
})
