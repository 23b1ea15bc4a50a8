import type { EventLog } from '@landale/event-log'
import type { Archive } from '@/archive/archive.ts'
import type { ArchiveReads } from '@/archive/archive-reads.ts'
import { type EventsQuestion, findEvents } from './events.ts'
import type { HotLog } from './hot-log.ts'
import { type Parts, partsOf, type Reach } from './parts.ts'
import { findPeople, type PeopleQuestion } from './people.ts'
import { findStats, type StatsQuestion } from './stats.ts'
import { summaryOf } from './summary.ts'
import { findTranscripts, type TranscriptsQuestion } from './transcripts.ts'

export type HistoryOptions = { log: EventLog; archive: Pick<Archive, 'reads' | 'isOff' | 'hasChunks'>; hot: HotLog }

/** The two halves of the log, and where the seam between them is at this moment. */
export type HistoryParts = {
  log: EventLog
  hot: HotLog
  reads: ArchiveReads
  /** Whether a stretch of time spares the archive the look into the rest. */
  inChunks: boolean
  parts: (reach?: Reach) => Parts
}

/** What happened, last night or last year: one answer over the archive and the hot log. */
export class History {
  readonly #options: HistoryOptions

  constructor(options: HistoryOptions) {
    this.#options = options
  }

  get #both(): HistoryParts {
    const { log, archive, hot } = this.#options
    const parts = (reach: Reach = {}) => partsOf(log, { isOff: archive.isOff, isThere: archive.reads.isOpen }, reach)
    return { log, hot, reads: archive.reads, inChunks: archive.hasChunks, parts }
  }

  events(question: EventsQuestion) {
    return findEvents(this.#both, question)
  }

  stats(question: StatsQuestion) {
    return findStats(this.#both, question)
  }

  /** Undefined where there is no such session. */
  summary(session: string) {
    return summaryOf(this.#both, session)
  }

  people(question: PeopleQuestion) {
    return findPeople(this.#both, question)
  }

  transcripts(question: TranscriptsQuestion) {
    return findTranscripts(this.#both, question)
  }
}
