import type { Event } from '@landale/protocol'

/** An event as it lies in the log: `body` is its JSON, encoded once and sent as it is ever after. */
export type StoredEvent = {
  position: number
  seq: number
  body: string
}

/** An event as it leaves a commit, for those who follow live. */
export type CommittedEvent = StoredEvent & {
  /** Its feeds as bits: see `feedBit`. */
  feeds: number
  event: Event
}
