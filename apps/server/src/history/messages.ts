import type { FoundEvent, FoundUtterance, SessionTally } from '@landale/database'
import type { EventCursor, EventFilter, Origin, PersonRecord, StatsBy, Tally } from '@landale/protocol'

/** Which positions of the hot log a question is about: `(after, upTo]`. */
export type Range = { after: number; upTo: number }

export type HotQuestion = { range: Range } & (
  | { kind: 'page'; filter: EventFilter; order: 'desc' | 'asc'; cursor: EventCursor | undefined; limit: number }
  | {
      kind: 'tallies'
      by: StatsBy
      from: number
      to: number
      origin: Origin
      type: string | undefined
      type_prefix: string | undefined
    }
  | { kind: 'session'; session: string }
  | { kind: 'people' }
  | {
      kind: 'transcripts'
      q: string
      words: readonly string[]
      session: string | undefined
      from: number | undefined
      to: number | undefined
      limit: number
    }
)

/** What each kind of question is answered with. */
export type HotAnswers = {
  page: FoundEvent[]
  tallies: Tally[]
  session: SessionTally
  people: PersonRecord[]
  transcripts: FoundUtterance[]
}

export type HotKind = keyof HotAnswers
export type QuestionOf<Kind extends HotKind> = Extract<HotQuestion, { kind: Kind }>

export type ToHotWorker = { id: number; question: HotQuestion; limitMs: number } | { folder: string }
export type FromHotWorker = { id: number; answer: unknown } | { id: number; error: 'too_slow' | 'failed'; message: string }
