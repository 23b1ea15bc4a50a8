import type { PressOutcome } from '@/press/press.ts'
import { texts } from '@/texts.ts'

const known: Readonly<Record<string, string>> = texts.press.reasons

/** Why nothing came of a press, in a word for the streamer; in the server's own where there is none for it. */
export function refusalWords(outcome: Exclude<PressOutcome, { kind: 'done' }>): string {
  if (outcome.kind === 'unknown') return texts.press.unknown
  return known[outcome.reason] ?? texts.press.refused(outcome.message)
}
