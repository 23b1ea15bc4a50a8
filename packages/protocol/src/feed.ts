import { z } from 'zod'

/** The feeds a channel `events:<feed>` can be joined for. The order is stored in the log as bits: only ever append to it. */
export const feeds = ['all', 'twitch', 'chat', 'interactions', 'goals', 'obs', 'system', 'music', 'ironmon', 'stream'] as const

export const Feed = z.enum(feeds)
export type Feed = z.infer<typeof Feed>

/** The bit of a feed in an event's feed mask. */
export function feedBit(feed: Feed): number {
  return 1 << feeds.indexOf(feed)
}

// A map: a source is a stranger's word, and "constructor" is a field of every object.
const feedOfSource: ReadonlyMap<string, Feed> = new Map([
  ['twitch', 'twitch'],
  ['obs', 'obs'],
  ['ironmon', 'ironmon'],
  ['rainwave', 'music'],
  ['player', 'music'],
  ['system', 'system'],
])

/** All feeds of an event as one whole number: `all`, what its type declares, and the feed of its source. */
export function feedMask(declared: readonly Feed[], source: string | undefined): number {
  let mask = feedBit('all')
  for (const feed of declared) mask |= feedBit(feed)
  const own = source === undefined ? undefined : feedOfSource.get(source)
  return own === undefined ? mask : mask | feedBit(own)
}
