import { z } from 'zod'

/**
 * Something that was said. `highlights` are the ranges of `text` that matched, as [start, end) in UTF-16 units: text stays data,
 * never markup. `offset_ms` is how long after its session's first event it was said.
 */
export const TranscriptMatch = z.object({
  position: z.int().positive(),
  session: z.string(),
  seq: z.int().positive(),
  text: z.string(),
  highlights: z.array(z.tuple([z.int().nonnegative(), z.int().positive()])),
  source_id: z.string(),
  started_at: z.iso.datetime({ offset: true }),
  duration_ms: z.int().positive(),
  offset_ms: z.int(),
})
export type TranscriptMatch = z.infer<typeof TranscriptMatch>

/** The newest match first. */
export const TranscriptMatches = z.object({ matches: z.array(TranscriptMatch), next_cursor: z.string().optional() })
export type TranscriptMatches = z.infer<typeof TranscriptMatches>

const word = /[\p{L}\p{M}\p{N}]+/gu

/** Where a text has what is looked for: the whole phrase as it was typed, else each of its words, whatever their case. */
export function highlightsOf(text: string, query: string): [number, number][] {
  const folded = fold(text)
  const phrase = rangesOf(folded, fold(query).trim())
  if (phrase.length > 0) return phrase
  const ranges = [...new Set(fold(query).match(word) ?? [])].flatMap((wanted) => rangesOf(folded, wanted))
  return merged(ranges.sort(([a], [b]) => a - b))
}

/** Lower case, letter by letter: one whose lower case is longer stays as it is, so that ranges stay those of the text. */
function fold(text: string): string {
  const letters = [...text].map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter))
  return letters.join('').replaceAll('ς', 'σ')
}

function rangesOf(text: string, wanted: string): [number, number][] {
  const ranges: [number, number][] = []
  if (wanted === '') return ranges
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
    ranges.push([at, at + wanted.length])
  return ranges
}

function merged(ranges: readonly [number, number][]): [number, number][] {
  const result: [number, number][] = []
  for (const [start, end] of ranges) {
    const last = result.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else result.push([start, end])
  }
  return result
}
