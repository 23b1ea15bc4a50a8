import type { SpeechState } from '@landale/protocol'

const said = [
  'All right, one more run.',
  'This is the one, I can feel it; and if it is not, then we have soup, and talk about it.',
]

/** What was said just now. */
export function sampleSpeech(now: number): SpeechState {
  return {
    lines: said.map((text, index) => ({ id: `evt_sample_${index}`, text, language: 'en', said_at: now - 200, heard_at: now })),
  }
}
