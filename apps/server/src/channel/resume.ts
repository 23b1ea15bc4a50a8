import { ArchiveUnavailableError, type EventLog } from '@landale/event-log'
import type { ResumeFailure, ResumeParams } from '@landale/protocol'
import type { Config } from '@/config.ts'

/** From where a subscriber is brought up to date: `count` events lie between `cursor` and `head`. */
export type Resume = { cursor: number; head: number; count: number } & (
  | { recovered: true }
  | { recovered: false; reason: ResumeFailure }
)

type Question = {
  log: EventLog
  /** The feed as bits. */
  mask: number
  /** What the topic has sent already. */
  sent: number
  limits: Config['replay']
  params: ResumeParams
}

/** Decides whether a subscriber can have all it missed, and from where, or has to start anew at the head. */
export async function resume({ log, mask, sent, limits, params }: Question): Promise<Resume> {
  const { cursor, epoch, limit } = params
  if (cursor === undefined) {
    if (limit === undefined) return { cursor: sent, head: sent, count: 0, recovered: true }
    const newest = log.cursorBefore({ upTo: sent, feeds: mask, count: limit })
    const count = await log.countFeeds({ after: newest, upTo: sent, feeds: mask })
    return { cursor: newest, head: sent, count, recovered: true }
  }
  const anew = (reason: ResumeFailure): Resume => ({ cursor: sent, head: sent, count: 0, recovered: false, reason })
  if (epoch !== undefined && epoch !== log.epoch) return anew('epoch_changed')
  if (cursor > log.head) return anew('cursor_ahead')
  if (!log.holds(cursor, mask)) return anew('cursor_expired')
  if (sent - cursor > limits.maxScan) return anew('too_far_behind')
  const count = await log.countFeeds({ after: cursor, upTo: sent, feeds: mask }).catch((error: unknown) => {
    if (error instanceof ArchiveUnavailableError) return undefined
    throw error
  })
  // A page that was away for longer than the hot window must not stay dark because a database does.
  if (count === undefined) return anew('archive_unavailable')
  if (count > Math.min(limit ?? limits.maxEvents, limits.maxEvents)) return anew('too_far_behind')
  return { cursor, head: Math.max(cursor, sent), count, recovered: true }
}
