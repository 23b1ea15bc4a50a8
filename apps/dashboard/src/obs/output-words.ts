import { formatElapsed } from '@/stream/elapsed.ts'
import { texts } from '@/texts.ts'

export type OutputState = {
  active: boolean
  since?: number | null
  paused?: boolean
  reconnecting?: boolean
  available?: boolean
}

/** How an output is, in words. `now` is the server's time. */
export function outputWords(output: OutputState, now: number): { words: string; state: 'off' | 'on' | 'paused' | 'wrong' } {
  const { active, since, paused = false, reconnecting = false, available = true } = output
  const words = texts.obs
  if (!available) return { words: words.notSetUp, state: 'off' }
  if (!active) return { words: words.off, state: 'off' }
  const clock = since == null ? words.on : formatElapsed(now - since)
  if (reconnecting) return { words: words.reconnecting(clock), state: 'wrong' }
  return paused ? { words: words.pausedAt(clock), state: 'paused' } : { words: words.onFor(clock), state: 'on' }
}
