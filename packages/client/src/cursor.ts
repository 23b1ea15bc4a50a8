import type { Event, JoinReply, ResumeFailure } from '@landale/protocol'

/** Where a feed stands. `joining` ignores frames: what they hold is in the replay the join reply announces. */
export type Place = {
  cursor: number | undefined
  epoch: string | undefined
  phase: { kind: 'joining' } | { kind: 'replaying'; remaining: number; head: number } | { kind: 'live' }
}

export type Joined = { place: Place; reset?: { reason: ResumeFailure | undefined; head: number; epoch: string } }

/** What a join reply does to the place. A first join without a cursor has nothing to lose, so it is never a reset. */
export function acceptReply(place: Place, reply: JoinReply): Joined {
  const { epoch, head, recovered, reason, count } = reply
  if (recovered && count > 0) {
    return { place: { cursor: place.cursor, epoch, phase: { kind: 'replaying', remaining: count, head } } }
  }
  const live: Place = { cursor: head, epoch, phase: { kind: 'live' } }
  if (recovered) return { place: { ...live, cursor: Math.max(head, place.cursor ?? 0) } }
  return place.cursor === undefined ? { place: live } : { place: live, reset: { reason, head, epoch } }
}

/** One entry of a frame's list. What has a bad shape was reported at the door and only takes its place. */
export type Received = { position: number | undefined; event: Event | undefined }

export type Advanced =
  | { kind: 'ignored' }
  | { kind: 'gap' }
  | { kind: 'advanced'; place: Place; events: Event[]; duplicates: number }

/** What a frame does to the place: the events that are new, in order; or a gap, when some went missing before it. */
export function acceptFrame(place: Place, prev: number, received: readonly Received[]): Advanced {
  if (place.phase.kind === 'joining') return { kind: 'ignored' }
  // Newest-n replay: only the first frame tells what position it starts after.
  const start = place.cursor ?? prev
  if (prev > start) return { kind: 'gap' }
  const events: Event[] = []
  let cursor = start
  let duplicates = 0
  let passed = 0
  for (const { position, event } of received) {
    if (position !== undefined && position <= cursor) {
      duplicates += 1
      continue
    }
    passed += 1
    cursor = position ?? cursor
    if (event !== undefined) events.push(event)
  }
  return { kind: 'advanced', place: settle({ ...place, cursor }, cursor, passed), events, duplicates }
}

/** The end of a replay stands for everything up to the head seen at the join: other feeds' events lie between. */
function settle(place: Place, cursor: number, passed: number): Place {
  if (place.phase.kind !== 'replaying') return place
  const { remaining, head } = place.phase
  if (remaining > passed) return { ...place, phase: { kind: 'replaying', remaining: remaining - passed, head } }
  return { ...place, cursor: Math.max(cursor, head), phase: { kind: 'live' } }
}
