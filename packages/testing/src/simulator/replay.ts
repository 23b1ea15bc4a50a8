import { Event, NewEvent } from '@landale/protocol'
import type { TimedEvent } from './generate.ts'

/** A line of a recording that is neither an `Event` nor a `NewEvent`. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError'
  readonly isRetryable = false
}

/**
 * A recorded session, one `Event` or `NewEvent` a line, to be sent again with its own gaps, `speed` times as fast. `run` tells this
 * replay from others: sent again within it, an event is known; a second replay is shown a second time.
 */
export async function* replay(
  lines: AsyncIterable<string> | Iterable<string>,
  { speed, run }: { speed: number; run: string },
): AsyncGenerator<TimedEvent> {
  let number = 0
  let previous: number | undefined
  let atMs = 0
  for await (const line of lines) {
    number += 1
    if (line.trim() === '') continue
    const { recorded, occurredAt } = read(line, number)
    // A source's clock may step back; the replay does not.
    if (occurredAt !== undefined) {
      atMs += Math.max(0, occurredAt - (previous ?? occurredAt)) / speed
      previous = occurredAt
    }
    const metadata = { ...recorded.metadata, origin: 'replay' as const }
    yield { atMs, event: { ...recorded, metadata, idempotency_key: `replay:${run}:${number}` } }
  }
}

/** What the log gave an event it gives it anew: its id, its place and its time. */
function read(line: string, number: number): { recorded: NewEvent; occurredAt: number | undefined } {
  const value = parse(line, number)
  const event = Event.safeParse(value)
  if (event.success) {
    const { type, payload, actor, source, metadata, refs, inserted_at } = event.data
    const recorded = { type, payload, actor, metadata, ...(source && { source }), ...(refs && { refs }) }
    return { recorded, occurredAt: Date.parse(inserted_at) }
  }
  const fresh = NewEvent.safeParse(value)
  if (!fresh.success) {
    const issue = fresh.error.issues[0]
    throw new RecordingError(`line ${number} is no event: ${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'does not fit'}`)
  }
  const { id: _, ...recorded } = fresh.data
  const occurredAt = recorded.metadata?.occurred_at
  return { recorded, occurredAt: occurredAt === undefined ? undefined : Date.parse(occurredAt) }
}

function parse(line: string, number: number): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new RecordingError(`line ${number} is not JSON`)
  }
}
