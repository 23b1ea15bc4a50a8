import { describe, expect, test } from 'bun:test'
import { type Event, feedBit } from '@landale/protocol'
import { type AppendOutcome, type EventLog, followSession, LogClosedError, type StoredEvent } from '../src/index.ts'
import { appended, note } from './fixture.ts'

export type Appended = Extract<AppendOutcome, { kind: 'appended' }>

/** A log on storage that outlives it: `reopen` closes it and opens the same again. */
export type LogUnderTest = AsyncDisposable & { log: EventLog; reopen(): Promise<EventLog>; advance(ms: number): void }

/** What every backend of the log has to do. `open` gives a fresh one. */
export function describeLog(name: string, open: () => Promise<LogUnderTest>): void {
  const bodies = (events: readonly StoredEvent[]) => events.map(({ body }) => JSON.parse(body) as Event)
  const read = async (log: EventLog, session = 'current', after = 0) => {
    await published(log)
    return bodies((await log.readSession(session, { after, limit: 10_000 }))?.events ?? [])
  }

  describe(`${name}: append`, () => {
    test('gives seq and position from 1, and answers with the head', async () => {
      await using under = await open()
      const first = appended(await under.log.append({ session: 'current', events: [note('a')] }))
      const second = appended(await under.log.append({ session: 'current', events: [note('b')] }))
      expect(first.events).toEqual([{ seq: 1, position: 1, deduped: false }])
      expect(second).toMatchObject({ lastSeq: 2, events: [{ seq: 2, position: 2, deduped: false }] })
    })

    test('counts seq in each session and position over all', async () => {
      await using under = await open()
      under.log.createSession({ id: 'other' })
      await under.log.append({ session: 'current', events: [note('a')] })
      const other = appended(await under.log.append({ session: 'other', events: [note('b')] }))
      expect(other.events).toEqual([{ seq: 1, position: 2, deduped: false }])
    })

    test('keeps a list whole and contiguous while others append', async () => {
      await using under = await open()
      const lists = Array.from({ length: 20 }, (_, list) => Array.from({ length: 25 }, (_, item) => note(`${list}:${item}`)))
      const outcomes = await Promise.all(lists.map((events) => under.log.append({ session: 'current', events })))
      for (const outcome of outcomes.map(appended)) {
        const [first] = outcome.events
        expect(outcome.events.map(({ seq }) => seq)).toEqual(outcome.events.map((_, index) => (first?.seq ?? 0) + index))
      }
      expect((await read(under.log)).map(({ seq }) => seq)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1))
    })

    test('leaves out what was not given and fills in what the log knows', async () => {
      await using under = await open()
      await under.log.append({ session: 'current', events: [note('a')] })
      const [event] = await read(under.log)
      expect(Object.keys(event ?? {}).sort()).toEqual(
        ['actor', 'id', 'inserted_at', 'metadata', 'payload', 'position', 'seq', 'session', 'type'].sort(),
      )
      expect(event?.metadata).toEqual({ correlation_id: event?.id ?? '', origin: 'live', occurred_at: event?.inserted_at ?? '' })
    })

    test('refuses an unknown session and an event that is too large, and keeps nothing of them', async () => {
      await using under = await open()
      expect(await under.log.append({ session: 'nobody', events: [note('a')] })).toEqual({ kind: 'session_not_found' })
      const large = await under.log.append({ session: 'current', events: [note('a'), note('x'.repeat(200_000))] })
      expect(large).toMatchObject({ kind: 'event_too_large', index: 1 })
      expect(under.log.head).toBe(0)
    })

    test('refuses what comes after close', async () => {
      await using under = await open()
      const waiting = under.log.append({ session: 'current', events: [note('a')] })
      const closing = under.log.close()
      expect(appended(await waiting).lastSeq).toBe(1)
      await expect(under.log.append({ session: 'current', events: [note('b')] })).rejects.toBeInstanceOf(LogClosedError)
      await closing
    })
  })

  describe(`${name}: dedupe`, () => {
    test('gives the first seq again for the same key and content, with the head now', async () => {
      await using under = await open()
      const event = note('a', { idempotency_key: 'k' })
      await under.log.append({ session: 'current', events: [event] })
      await under.log.append({ session: 'current', events: [note('b')] })
      const again = appended(await under.log.append({ session: 'current', events: [event] }))
      expect(again).toMatchObject({ lastSeq: 2, events: [{ seq: 1, position: 1, deduped: true }] })
    })

    test('does not mind the order of keys in the content', async () => {
      await using under = await open()
      const make = (payload: Record<string, unknown>) => ({ type: 't', actor: 'a', idempotency_key: 'k', payload })
      await under.log.append({ session: 'current', events: [make({ a: 1, b: { c: 2, d: [3] } })] })
      const again = appended(await under.log.append({ session: 'current', events: [make({ b: { d: [3], c: 2 }, a: 1 })] }))
      expect(again.events[0]?.deduped).toBe(true)
    })

    test('names the first seq where the content is another', async () => {
      await using under = await open()
      await under.log.append({ session: 'current', events: [note('a', { idempotency_key: 'k' })] })
      const other = await under.log.append({ session: 'current', events: [note('b', { idempotency_key: 'k' })] })
      expect(other).toEqual({ kind: 'idempotency_conflict', key: 'k', seq: 1 })
    })

    test('wins over expected_seq', async () => {
      await using under = await open()
      const event = note('a', { idempotency_key: 'k' })
      await under.log.append({ session: 'current', events: [event], expectedSeq: 0 })
      await under.log.append({ session: 'current', events: [note('b')] })
      const retry = appended(await under.log.append({ session: 'current', events: [event], expectedSeq: 0 }))
      expect(retry.events[0]).toEqual({ seq: 1, position: 1, deduped: true })
    })

    test('makes one event of two racing appends with one key, and answers both', async () => {
      await using under = await open()
      const event = note('a', { idempotency_key: 'k' })
      const append = () => under.log.append({ session: 'current', events: [event] })
      const outcomes = (await Promise.all([append(), append(), append()])).map(appended)
      expect(outcomes.map(({ events }) => events[0]?.seq)).toEqual([1, 1, 1])
      expect(outcomes.filter(({ events }) => !events[0]?.deduped)).toHaveLength(1)
      expect(under.log.head).toBe(1)
    })

    test('lasts over a restart and over trimming, for 30 days', async () => {
      await using under = await open()
      const event = note('a', { idempotency_key: 'k' })
      await under.log.append({ session: 'current', events: [event] })
      await under.log.append({ session: 'current', events: [note('b')] })
      let log = await under.reopen()
      under.advance(29.9 * 86_400_000)
      await log.append({ session: 'current', events: [note('c')] })
      log.trim()
      log = await under.reopen()
      expect(appended(await log.append({ session: 'current', events: [event] })).events[0]?.deduped).toBe(true)
    })

    test('keeps a retry one event on both sides of a session’s roll', async () => {
      await using under = await open()
      const end = { type: 'broadcast.stopped', payload: {}, actor: 'system', idempotency_key: 'end' }
      await under.log.append({ session: 'current', events: [{ type: 'broadcast.started', payload: {}, actor: 'system' }] })
      await under.log.append({ session: 'current', events: [end] })
      expect(appended(await under.log.append({ session: 'current', events: [end] })).events[0]?.deduped).toBe(true)
    })
  })

  describe(`${name}: expected_seq`, () => {
    test('names both numbers where it is not the head', async () => {
      await using under = await open()
      await under.log.append({ session: 'current', events: [note('a')] })
      const outcome = await under.log.append({ session: 'current', events: [note('b')], expectedSeq: 0 })
      expect(outcome).toEqual({ kind: 'expected_seq_conflict', expectedSeq: 0, currentSeq: 1 })
    })

    test('lets exactly one of two racing appends win', async () => {
      await using under = await open()
      const append = (text: string) => under.log.append({ session: 'current', events: [note(text)], expectedSeq: 0 })
      const kinds = (await Promise.all([append('a'), append('b')])).map(({ kind }) => kind)
      expect(kinds.sort()).toEqual(['appended', 'expected_seq_conflict'])
    })
  })

  describe(`${name}: sessions`, () => {
    test('rolls the platform’s own with the broadcast, its first event first and its last event last', async () => {
      await using under = await open()
      const before = under.log.session('current')
      await under.log.append({ session: 'current', events: [{ type: 'broadcast.started', payload: {}, actor: 'system' }] })
      const on = under.log.session('current')
      await under.log.append({ session: 'current', events: [note('a')] })
      await under.log.append({ session: 'current', events: [{ type: 'broadcast.stopped', payload: {}, actor: 'system' }] })
      const after = under.log.session('current')
      expect([before?.kind, on?.kind, after?.kind]).toEqual(['off-air', 'broadcast', 'off-air'])
      expect(new Set([before?.id, on?.id, after?.id]).size).toBe(3)
      expect((await read(under.log, on?.id)).map(({ type }) => type)).toEqual([
        'broadcast.started',
        'note.taken',
        'broadcast.stopped',
      ])
    })

    test('does not roll for a test, nor for a refused append', async () => {
      await using under = await open()
      const id = under.log.session('current')?.id
      const start = { type: 'broadcast.started', payload: {}, actor: 'operator' }
      await under.log.append({ session: 'current', events: [{ ...start, metadata: { origin: 'test' } }] })
      await under.log.append({ session: 'current', events: [start], expectedSeq: 99 })
      expect(under.log.session('current')?.id).toBe(id ?? '')
    })

    test('does not end a broadcast for a late retry of the end of the one before', async () => {
      await using under = await open()
      const end = { type: 'broadcast.stopped', payload: {}, actor: 'system', idempotency_key: 'first end' }
      const start = { type: 'broadcast.started', payload: {}, actor: 'system' }
      for (const event of [start, end, start]) await under.log.append({ session: 'current', events: [event] })
      const id = under.log.session('current')?.id
      expect(appended(await under.log.append({ session: 'current', events: [end] })).events[0]?.deduped).toBe(true)
      expect(under.log.session('current')).toMatchObject({ id, kind: 'broadcast' })
    })

    test('keeps the current one over a restart in mid-broadcast', async () => {
      await using under = await open()
      await under.log.append({ session: 'current', events: [{ type: 'broadcast.started', payload: {}, actor: 'system' }] })
      const id = under.log.session('current')?.id
      const log = await under.reopen()
      expect(log.session('current')?.id).toBe(id ?? '')
    })

    test('lists by id, page by page, filtered by metadata', async () => {
      await using under = await open()
      for (const id of ['b', 'a', 'c'])
        under.log.createSession({ id, metadata: { game: id === 'c' ? 'x' : 'y', n: 1, on: true } })
      const ids = (options: Parameters<EventLog['listSessions']>[0]) => under.log.listSessions(options).map(({ id }) => id)
      expect(ids({ limit: 2 })).toEqual(['a', 'b'])
      expect(ids({ limit: 1, after: 'b' })).toEqual(['c'])
      expect(ids({ limit: 10, metadata: { game: 'y', n: '1', on: 'true' } })).toEqual(['a', 'b'])
    })

    test('does not take an id twice', async () => {
      await using under = await open()
      expect(under.log.createSession({ id: 'a', title: '' })?.title).toBe('')
      expect(under.log.createSession({ id: 'a' })).toBeUndefined()
    })
  })

  describe(`${name}: follow`, () => {
    test('hands every event to the subscriber in order, after its producer was answered', async () => {
      await using under = await open()
      const order: string[] = []
      under.log.subscribe((events) => order.push(...events.map(({ seq }) => `fan-out ${seq}`)))
      await under.log.append({ session: 'current', events: [note('a')] })
      order.push('reply 1')
      await published(under.log)
      expect(order).toEqual(['reply 1', 'fan-out 1'])
    })

    test('replays, then goes on live, with no gap and no double, while others append', async () => {
      await using under = await open()
      const { log } = under
      await log.append({ session: 'current', events: Array.from({ length: 700 }, (_, n) => note(String(n))) })
      const abort = new AbortController()
      const seen: number[] = []
      const reader = (async () => {
        for await (const page of followSession(log, { session: 'current', after: 100, pageSize: 50, signal: abort.signal })) {
          seen.push(...page.map(({ seq }) => seq))
          if (seen.at(-1) === 1_000) abort.abort()
        }
      })()
      for (let n = 700; n < 1_000; n += 1) await log.append({ session: 'current', events: [note(String(n))] })
      await reader
      expect(seen).toEqual(Array.from({ length: 900 }, (_, index) => index + 101))
    })

    test('serves 20 readers of 5,000 events at once while appends go on', async () => {
      await using under = await open()
      const { log } = under
      for (let list = 0; list < 5; list += 1) {
        await log.append({ session: 'current', events: Array.from({ length: 1_000 }, (_, n) => note(String(n))) })
      }
      const last = 5_100
      const readers = Array.from({ length: 20 }, async () => {
        const abort = new AbortController()
        const seen: number[] = []
        for await (const page of followSession(log, { session: 'current', after: 0, signal: abort.signal })) {
          seen.push(...page.map(({ seq }) => seq))
          if (seen.at(-1) === last) abort.abort()
        }
        return seen
      })
      for (let n = 5_000; n < last; n += 1) await log.append({ session: 'current', events: [note(String(n))] })
      const whole = Array.from({ length: last }, (_, index) => index + 1)
      for (const seen of await Promise.all(readers)) expect(seen).toEqual(whole)
    })

    test('ends when it is aborted, with nothing appended', async () => {
      await using under = await open()
      const abort = new AbortController()
      const reader = (async () => {
        for await (const _ of followSession(under.log, { session: 'current', after: 0, signal: abort.signal }));
        return 'ended'
      })()
      abort.abort()
      expect(await reader).toBe('ended')
    })

    test('reads a feed by its bits', async () => {
      await using under = await open()
      await under.log.append({
        session: 'current',
        events: [note('a'), note('b', { source: 'obs' }), note('c'), note('d', { source: 'obs' })],
      })
      await published(under.log)
      const feeds = feedBit('obs')
      expect((await under.log.readFeeds({ after: 0, upTo: 4, feeds, limit: 10 })).map(({ position }) => position)).toEqual([2, 4])
      expect(await under.log.countFeeds({ after: 2, upTo: 4, feeds })).toBe(1)
      expect(under.log.cursorBefore({ upTo: 4, feeds, count: 1 })).toBe(3)
    })
  })

  describe(`${name}: snapshots and trimming`, () => {
    test('keeps the newest snapshot over a restart', async () => {
      await using under = await open()
      under.log.saveSnapshot({ name: 'run', position: 5, value: { a: 1 } })
      under.log.saveSnapshot({ name: 'run', position: 4, value: { a: 0 } })
      const log = await under.reopen()
      expect(log.loadSnapshot('run')).toEqual({ name: 'run', position: 5, value: { a: 1 } })
    })

    test('trims in bounded steps what is 30 days old, never the last event, and knows what each feed lost', async () => {
      await using under = await open()
      const { log } = under
      await log.append({ session: 'current', events: [note('a', { source: 'obs' }), note('b'), note('c')] })
      await published(log)
      under.advance(29 * 86_400_000)
      expect(log.trim().events).toBe(0)
      under.advance(2 * 86_400_000)
      expect(log.trim().events).toBe(2)
      expect(log.holds(1, feedBit('all'))).toBe(false)
      expect(log.holds(2, feedBit('all'))).toBe(true)
      expect(log.holds(1, feedBit('obs'))).toBe(true)
      expect(log.holds(0, feedBit('chat'))).toBe(true)
      expect(appended(await log.append({ session: 'current', events: [note('d')] })).events[0]?.position).toBe(4)
    })
  })
}

/** Until what is durable now has been handed to the subscriber. */
export async function published(log: EventLog): Promise<void> {
  const signal = new AbortController().signal
  while (log.published < log.head) await log.nextFanOut(signal)
}
