import type { Event } from '@landale/protocol'

export type Poison = {
  name: string
  /** What PostgreSQL, or we, say of it. */
  reason: RegExp
  event: (event: Event) => Event
}

const half = '\ud83d'
const withPayload =
  (payload: Record<string, unknown>, type?: string) =>
  (event: Event): Event => ({ ...event, type: type ?? 'note.taken', payload })

export const spoken = {
  text: 'All right, one more run.',
  started_at: '2026-01-01T20:00:00.000Z',
  duration_ms: 1_640,
  source_id: 'microphone',
}
const utterance = (more: Record<string, unknown>) => withPayload({ ...spoken, ...more }, 'utterance.transcribed')
const user = { id: '1', login: 'a', name: 'A' }

/** As long as an event may be, and nothing that an index could make smaller. */
const incompressible = Array.from({ length: 4_000 }, (_, n) => ((n * 2_654_435_761) % 4_294_967_296).toString(36)).join('')

/** Events that pass the log's door and that PostgreSQL has no row for. */
export const poisons: readonly Poison[] = [
  { name: 'NUL in a payload', reason: /\\u0000|Unicode/, event: withPayload({ text: 'a\0b' }) },
  { name: 'NUL in a payload’s key', reason: /\\u0000|Unicode/, event: withPayload({ deep: [{ 'a\0': 1 }] }) },
  { name: 'NUL in an actor', reason: /0x00|\\u0000|Unicode/, event: (event) => ({ ...event, actor: 'twitch:\0' }) },
  { name: 'NUL in a source', reason: /0x00/, event: (event) => ({ ...event, source: 'a\0b' }) },
  { name: 'NUL in an idempotency key', reason: /0x00/, event: (event) => ({ ...event, idempotency_key: 'a\0b' }) },
  {
    name: 'NUL in metadata',
    reason: /\\u0000|Unicode/,
    event: (event) => ({ ...event, metadata: { ...event.metadata, own: '\0' } }),
  },
  { name: 'NUL in refs', reason: /\\u0000|Unicode/, event: (event) => ({ ...event, refs: { request_id: '\0' } }) },
  { name: 'half of a pair in a payload', reason: /json|surrogate/i, event: withPayload({ text: `a${half}` }) },
  { name: 'the other half', reason: /json|surrogate/i, event: withPayload({ text: '\udc31b', n: 1 }) },
  { name: 'half of a pair in an actor', reason: /json|surrogate/i, event: (event) => ({ ...event, actor: `twitch:${half}` }) },
  { name: 'half of a pair in a source', reason: /surrogate/i, event: (event) => ({ ...event, source: `a ${half}` }) },
  { name: 'half of a pair in a key', reason: /surrogate/i, event: (event) => ({ ...event, idempotency_key: `a ${half}` }) },
  { name: 'an utterance of 70 years', reason: /out of range/, event: utterance({ duration_ms: 2 ** 41 }) },
  { name: 'an utterance in the year 0', reason: /out of range/, event: utterance({ started_at: '0000-01-01T00:00:00Z' }) },
  { name: 'the least confidence', reason: /out of range/, event: utterance({ confidence: 1e-300 }) },
  {
    name: 'a checkpoint beyond its column',
    reason: /out of range/,
    event: withPayload(
      { run_id: 'run_01999999-0000-7000-8000-000000000001', number: 1, checkpoint: 'LAB', checkpoint_id: 2 ** 40 },
      'run.checkpoint.cleared',
    ),
  },
]

/** Odd, and taken all the same. */
export const antidotes: readonly { name: string; event: (event: Event) => Event }[] = [
  {
    name: 'a login that no platform gives',
    event: (event) => ({
      ...withPayload({ user: { ...user, login: incompressible } })(event),
      actor: 'twitch:1',
      metadata: { ...event.metadata, origin: 'live' },
    }),
  },
  { name: 'a word of a million letters', event: withPayload({ text: 'x'.repeat(1_000_000), title: '語'.repeat(20_000) }) },
  { name: 'an amount beyond bigint', event: withPayload({ user, bits: 1e30 }, 'channel.cheered') },
  { name: 'an amount that is none', event: withPayload({ user, bits: '9' }, 'channel.cheered') },
  { name: 'speech without a text', event: withPayload({ duration_ms: 'long' }, 'utterance.transcribed') },
  { name: 'speech at no time', event: withPayload({ ...spoken, started_at: 'yesterday' }, 'utterance.transcribed') },
  { name: 'a run that is none', event: withPayload({ run_id: 7, number: {} }, 'run.started') },
  { name: 'a user who is none', event: withPayload({ user: 'me' }) },
  { name: 'a user of numbers', event: withPayload({ user: { id: 1, login: 2, name: 3 } }) },
]
