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

  /**
   * Asks both parts. What lies behind the seam may be archived and trimmed while the archive answers, and would then be in neither
   * answer: the hot log's start tells, and it is asked again.
   */
  async #ask<Answer>(question: (both: HistoryParts) => Promise<Answer>): Promise<Answer> {
    const { log, archive, hot } = this.#options
    for (;;) {
      let seam = Number.MAX_SAFE_INTEGER
      const parts = (reach: Reach = {}) => {
        const found = partsOf(log, { isOff: archive.isOff, isThere: archive.reads.isOpen }, reach)
        seam = Math.min(seam, found.hot.after)
        return found
      }
      const answer = await question({ log, hot, reads: archive.reads, inChunks: archive.hasChunks, parts })
      if (log.hotStart <= seam + 1) return answer
    }
  }

  events(question: EventsQuestion) {
    return this.#ask((both) => findEvents(both, question))
  }

  stats(question: StatsQuestion) {
    return this.#ask((both) => findStats(both, question))
  }

  /** Undefined where there is no such session. */
  summary(session: string) {
    return this.#ask((both) => summaryOf(both, session))
  }

  people(question: PeopleQuestion) {
    return this.#ask((both) => findPeople(both, question))
  }

  transcripts(question: TranscriptsQuestion) {
    return this.#ask((both) => findTranscripts(both, question))
  }
}
