import { ArchiveUnavailableError, type EventLog } from '@landale/event-log'
import type { Range } from './messages.ts'

/** Which part of the log answers a question. */
export type Parts = {
  /** The archive, up to this position; 0: nothing of it. */
  archivedUpTo: number
  hot: Range
  /** The archive is away, and may have more than the hot log that belongs to the answer. */
  isShort: boolean
}

/** How far back a question looks, where that is known: a time in ms, a position. */
export type Reach = { from?: number | undefined; lowest?: number | undefined }

type Log = Pick<EventLog, 'head' | 'archivedPosition' | 'hotStart' | 'hotSince'>

/**
 * Where the seam between the archive and the hot log is for one question. What is archived is asked there, and the hot log only
 * for the rest. While the archive is away, or where there is none, the hot log answers for all it holds.
 */
export function partsOf(log: Log, archive: { isOff: boolean; isThere: boolean }, { from, lowest = 1 }: Reach): Parts {
  // What was acknowledged can be asked for, though its fan-out may be a turn behind.
  const { head, hotStart, hotSince = 0 } = log
  if (archive.isThere) {
    const archivedUpTo = Math.min(log.archivedPosition, head)
    return { archivedUpTo, hot: { after: archivedUpTo, upTo: head }, isShort: false }
  }
  const isCovered = archive.isOff || hotStart === 1 || lowest >= hotStart || (from !== undefined && from > hotSince)
  return { archivedUpTo: 0, hot: { after: hotStart - 1, upTo: head }, isShort: !isCovered }
}

/** The parts, where they are all there. Throws ArchiveUnavailableError where only the archive could answer. */
export function whole(parts: Parts): Parts {
  if (parts.isShort) throw new ArchiveUnavailableError('what was asked for is in the archive, which is away; see /ready')
  return parts
}
