import { type Event, feedsOf, type NewEvent, type Origin, registry, type Session } from '@landale/protocol'
import { generate } from '../../testing/src/simulator/generate.ts'
import { createRandom, type Random } from '../../testing/src/simulator/random.ts'
import { scenarioNames } from '../../testing/src/simulator/scenarios.ts'
import type { ArchiveBatch, ArchiveRow } from '../src/index.ts'
import { strangeEvent } from './strange.ts'

export type MadeLogOptions = {
  seed: number
  count: number
  /** The time between two events on average, ms; many have the same. */
  everyMs: number
  startsAt?: number
}

export type MadeLog = { events: readonly Event[]; rows: readonly ArchiveRow[] }

const sessionIds = ['ses_one', 'ses_two', 'ses:three', 'ses.four', 'ses-five'] as const
const origins: readonly [Origin, ...Origin[]] = ['live', 'live', 'live', 'live', 'live', 'live', 'test', 'replay']
export const beginning = Date.parse('2026-03-01T20:00:00Z')

/** What a log may hold: evenings of the simulator, every type's example, and what only a stranger would send. */
export function makeLog({ seed, count, everyMs, startsAt = beginning }: MadeLogOptions): MadeLog {
  const random = createRandom(seed)
  const evenings = simulated(seed)
  const examples = [...registry.values()]
  const seqs = new Map<string, number>()
  const events: Event[] = []
  let at = startsAt
  for (let position = 1; position <= count; position += 1) {
    if (random.chance(0.25)) at += Math.floor(random.gap(everyMs * 4))
    const example = examples[position % examples.length]
    const choice = random.next()
    const made =
      choice < 0.6 || example === undefined
        ? evenings.next().value
        : choice < 0.85
          ? { type: example.type, payload: example.example as NewEvent['payload'], actor: 'system' }
          : strangeEvent(random)
    const session = sessionIds[Math.floor((position - 1) / 700) % sessionIds.length] ?? 'ses_one'
    const seq = (seqs.get(session) ?? 0) + 1
    seqs.set(session, seq)
    events.push(placed(made, { position, session, seq, at }, random))
  }
  return { events, rows: events.map(rowOf) }
}

/** Evenings without end: of each scenario an event in turn, so that a few thousand have something of all. */
function* simulated(seed: number): Generator<NewEvent, never> {
  for (let evening = seed; ; evening += 1) {
    const tellers = scenarioNames.map((scenario) => generate({ seed: evening, rate: 10, minutes: 5, scenario }))
    for (let isOver = false; !isOver; ) {
      isOver = true
      for (const teller of tellers) {
        const { value } = teller.next()
        if (value === undefined) continue
        isOver = false
        yield value.event
      }
    }
  }
}

function originOf(run: string): Origin {
  return Number.parseInt(run.slice(-2), 16) % 3 === 0 ? 'test' : 'live'
}

type Place = { position: number; session: string; seq: number; at: number }

/** An event as the log completes it. */
export function placed(event: NewEvent, { position, session, seq, at }: Place, random: Random): Event {
  const { type, payload, refs } = event
  const user = payload.user as { id?: unknown } | undefined
  const id = `evt_00000000-0000-7000-8000-${position.toString(16).padStart(12, '0')}`
  const time = new Date(at).toISOString()
  // A run is tried or played, as a whole.
  const origin = typeof payload.run_id === 'string' ? originOf(payload.run_id) : random.pick(origins)
  const key = event.idempotency_key ?? (random.chance(0.5) ? `key "${position}" \\ 鍵` : undefined)
  // As JSON has it, which knows no undefined.
  return JSON.parse(
    JSON.stringify({
      id,
      position,
      session,
      seq,
      type,
      source: event.source ?? (random.chance(0.5) ? random.pick(['twitch', 'obs', 'ironmon', 'a worker']) : undefined),
      actor: typeof user?.id === 'string' ? `twitch:${user.id}` : event.actor,
      payload,
      metadata: { correlation_id: id, occurred_at: time, raw_type: 'x', ...event.metadata, origin },
      refs,
      idempotency_key: key,
      inserted_at: time,
    }),
  )
}

export function rowOf(event: Event): ArchiveRow {
  return { position: event.position, feeds: feedsOf(event), body: JSON.stringify(event) }
}

/** The sessions that events are of, as the log knows them after the last of these. */
export function sessionsOf(events: readonly Event[]): Session[] {
  const last = new Map(events.map((event) => [event.session, event]))
  return [...last.values()].map(({ session, seq, inserted_at }) => ({
    id: session,
    title: session === 'ses_two' ? null : `"${session}" ✨`,
    metadata: { game: '日本語', nested: { n: 1 } },
    kind: 'custom',
    last_seq: seq,
    created_at: new Date(beginning).toISOString(),
    updated_at: inserted_at,
  }))
}

export function* batchesOf({ events, rows }: MadeLog, size: number): Generator<ArchiveBatch> {
  for (let start = 0; start < rows.length; start += size) {
    const part = events.slice(start, start + size)
    const snapshots = [{ name: 'counts', position: part.at(-1)?.position ?? 0, value: { events: start + part.length } }]
    yield { rows: rows.slice(start, start + size), sessions: sessionsOf(part), snapshots }
  }
}
