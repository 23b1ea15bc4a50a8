import type { Channel } from 'phoenix'
import { PushError } from './push-error.ts'

export type OutboxEntry = { owner: object; send: (channel: Channel) => void; fail: (error: PushError) => void }

export type Outbox = {
  readonly depth: number
  readonly dropped: number
  /** Keeps a push until its channel takes it. Throws a `PushError` where the outbox is full. Returns the way to take it out. */
  add(entry: OutboxEntry): () => void
  /** Hands out, in the order they came, those of one owner. */
  take(owner: object): OutboxEntry[]
}

/**
 * What was pushed while there is no joined channel for it, of all channels together. When it is full the newest is refused, not
 * the oldest dropped: a command that was accepted must not vanish behind its caller's back.
 */
export function createOutbox(limit: number): Outbox {
  let entries: OutboxEntry[] = []
  let dropped = 0
  return {
    get depth() {
      return entries.length
    },
    get dropped() {
      return dropped
    },
    add(entry) {
      if (entries.length >= limit) {
        dropped += 1
        throw new PushError({ reason: 'outbox_full', retryable: true, message: `${limit} pushes already wait for a connection` })
      }
      entries.push(entry)
      return () => {
        entries = entries.filter((kept) => kept !== entry)
      }
    },
    take(owner) {
      const taken = entries.filter((entry) => entry.owner === owner)
      if (taken.length > 0) entries = entries.filter((entry) => entry.owner !== owner)
      return taken
    },
  }
}
