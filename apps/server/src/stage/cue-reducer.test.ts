import { expect, test } from 'bun:test'
import { type Event, registry } from '@landale/protocol'
import fc from 'fast-check'
import { type CueQueue, createCueReducer, emptyCueQueue } from './cue-reducer.ts'
import { wishOf } from './cue-rules.ts'

const startedAt = Date.parse('2026-03-01T20:00:00.000Z')

function event(type: string, atMs = 0, payload: unknown = registry.get(type)?.example): Event {
  const number = String(Math.trunc(atMs)).padStart(12, '0')
  const at = new Date(startedAt + atMs).toISOString()
  return {
    id: `evt_01999999-0000-7000-8000-${number}`,
    position: 1,
    session: 'ses_1',
    seq: 1,
    type,
    actor: 'test',
    payload: payload as Record<string, unknown>,
    metadata: { correlation_id: 'c', origin: 'live', occurred_at: at },
    inserted_at: at,
  }
}

const reduce = createCueReducer({ maxCues: 200 })
const after = (...events: Event[]) => events.reduce(reduce, emptyCueQueue)

test('a raid comes in on the foreground, at the time of its event, said as a person says it', () => {
  const { cues } = after(event('channel.raided'))
  expect(cues).toHaveLength(1)
  expect(cues[0]).toMatchObject({ layer: 'foreground', kind: 'channel.raided', starts_at: startedAt, origin: 'live' })
  expect(cues[0]?.payload).toEqual({ name: 'Lanternfish', deed: 'is raiding with', figure: '148 viewers' })
})

test('two of a layer come one after the other, two of two layers at once', () => {
  const { cues } = after(event('channel.followed', 0), event('channel.followed', 100), event('channel.raided', 200))
  const [first, raid, second] = cues
  expect(second?.starts_at).toBeGreaterThan((first?.starts_at ?? 0) + (first?.duration_ms ?? 0))
  expect(raid).toMatchObject({ layer: 'foreground', starts_at: startedAt + 200 })
})

test('a gifted sub is the giver’s alone, and chat is no cue', () => {
  expect(
    after(event('channel.subscribed', 0, { ...(registry.get('channel.subscribed')?.example as object), is_gift: true })).cues,
  ).toEqual([])
  expect(after(event('chat.message.sent'), event('note.taken', 0, {})).cues).toEqual([])
})

test('every rule says something of its own event’s example', () => {
  for (const { type } of registry.values()) {
    const wish = wishOf(event(type))
    if (wish === undefined) continue
    expect(wish.payload.deed.length).toBeGreaterThan(0)
    expect(JSON.stringify(wish.payload)).not.toMatch(/undefined|null|NaN/)
  }
})

test('a full queue turns the newcomer away and counts it, and is empty again when time has passed', () => {
  const small = createCueReducer({ maxCues: 3 })
  const full = Array.from({ length: 5 }, (_, n) => event('channel.followed', n)).reduce(small, emptyCueQueue)
  expect(full.cues).toHaveLength(3)
  expect(full.dropped).toBe(2)
  const later = small(full, event('channel.followed', 3_600_000))
  expect(later.cues).toHaveLength(1)
})

test('who is banned is off the screen at once, and what waited of them with them', () => {
  const by = (id: string, atMs: number) => ({ ...event('channel.cheered', atMs), actor: `twitch:${id}` })
  const banned = {
    ...event('chat.user.cleared', 300, { user: { id: '1', login: 'one', name: 'One' } }),
    actor: 'twitch:1337',
  }
  const queue = after(by('1', 0), by('2', 100), by('1', 200), banned)
  expect(queue.cues.map(({ actor }) => actor)).toEqual(['twitch:2'])
  expect(reduce(queue, banned)).toBe(queue)
})

test('no two cues of a layer overlap, whatever comes when; and the same events give the same queue', () => {
  const seed = Number(process.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))
  console.log(`cue reducer: FAST_CHECK_SEED=${seed}`)
  const step = fc.record({ wait: fc.nat(9_000), type: fc.constantFrom(...registry.keys()) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let at = 0
      const events = steps.map(({ wait, type }) => {
        at += wait
        return event(type, at)
      })
      const seen = new Map<string, CueQueue['cues'][number]>()
      let queue = emptyCueQueue
      for (const one of events) {
        queue = reduce(queue, one)
        for (const cue of queue.cues) seen.set(cue.id, cue)
      }
      expect(events.reduce(reduce, emptyCueQueue)).toEqual(queue)
      const all = [...seen.values()]
      for (const layer of ['foreground', 'midground', 'background']) {
        const line = all.filter((cue) => cue.layer === layer).sort((a, b) => a.starts_at - b.starts_at)
        line.forEach((cue, index) => {
          const next = line[index + 1]
          if (next) expect(next.starts_at).toBeGreaterThanOrEqual(cue.starts_at + cue.duration_ms)
        })
      }
    }),
    { seed, numRuns: 300 },
  )
})
