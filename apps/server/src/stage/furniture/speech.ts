import { type Event, isEventOf, type SpeechState } from '@landale/protocol'

const maxLines = 6

export const nothingSaid: SpeechState = { lines: [] }

/** What was said last, as captions show it. */
export function reduceSpeech(state: SpeechState, event: Event): SpeechState {
  if (!isEventOf(event, 'utterance.transcribed')) return state
  const { text, language, started_at, duration_ms } = event.payload
  const line = {
    id: event.id,
    text,
    language: language ?? null,
    said_at: Date.parse(started_at) + duration_ms,
    heard_at: Date.parse(event.inserted_at),
  }
  return { lines: [...state.lines, line].slice(-maxLines) }
}
