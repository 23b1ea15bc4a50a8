import type { FoundUtterance } from '@landale/database'
import { highlightsOf, type TranscriptMatch, wordsOf } from '@landale/protocol'
import type { HistoryParts } from './history.ts'
import { whole } from './parts.ts'

export type TranscriptsQuestion = {
  q: string
  session: string | undefined
  from: number | undefined
  to: number | undefined
  /** Only what was said before this position. */
  before: number | undefined
  limit: number
}

/** What was said that matches, the newest first, and where in its session that was. */
export async function findTranscripts(
  { log, hot, reads, parts }: HistoryParts,
  question: TranscriptsQuestion,
): Promise<{ matches: TranscriptMatch[]; hasMore: boolean }> {
  const { q, before, limit } = question
  const words = wordsOf(q)
  const asked = parts({ from: question.from })
  const { archivedUpTo, hot: range } = asked
  const late = { ...range, upTo: Math.min(range.upTo, (before ?? Number.MAX_SAFE_INTEGER) - 1) }
  const wanted = limit + 1
  const hotter =
    late.after < late.upTo
      ? await hot.ask<'transcripts'>({ ...question, kind: 'transcripts', words, range: late, limit: wanted })
      : []
  const rest = wanted - hotter.length
  const colder =
    archivedUpTo > 0 && rest > 0 ? await reads.ask('transcripts', { ...question, words, upTo: archivedUpTo, limit: rest }) : []
  const found = [...hotter, ...colder]
  if (found.length < wanted) whole(asked)
  const startOf = (id: string) => Date.parse(log.session(id)?.created_at ?? '')
  return { matches: found.slice(0, limit).map((utterance) => matchOf(utterance, q, startOf)), hasMore: found.length > limit }
}

function matchOf(utterance: FoundUtterance, q: string, startOf: (session: string) => number): TranscriptMatch {
  const startedAt = Date.parse(utterance.started_at)
  const sessionStart = startOf(utterance.session)
  return {
    ...utterance,
    highlights: highlightsOf(utterance.text, q),
    offset_ms: Number.isNaN(sessionStart) ? 0 : startedAt - sessionStart,
  }
}
