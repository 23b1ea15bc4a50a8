import { expect, test } from 'bun:test'
import type { NewEvent } from '@landale/protocol'
import { createLogger } from '@landale/service'
import { fakeClock } from '@landale/testing/fake-clock'
import fc from 'fast-check'
import { Counter, Histogram, Registry } from 'prom-client'
import type { Append } from '@/append.ts'
import { Problem } from '@/http/problem.ts'
import { Intake } from './intake.ts'

const seed = Number(process.env.FAST_CHECK_SEED ?? Math.floor(Math.random() * 2 ** 31))
console.log(`intake: FAST_CHECK_SEED=${seed}`)

const logger = createLogger({ service: 'test', level: 'error', terminal: false })

/** A log in memory that says what `answer` says, append by append. */
function memoryLog(answer: (events: readonly NewEvent[]) => Problem | undefined = () => undefined) {
  const appends: (readonly NewEvent[])[] = []
  const append: Append = async (session, events) => {
    await Promise.resolve()
    const problem = answer(events)
    if (problem) throw problem
    appends.push(events)
    return { kind: 'appended', session, lastSeq: 1, events: events.map(() => ({ seq: 1, position: 1, deduped: false })) }
  }
  return { append, appends, events: () => appends.flat() }
}

function intakeOn(append: Append, limits: Partial<{ maxQueued: number; maxBatch: number }> = {}) {
  const registers = [new Registry()]
  const metrics = {
    sourceEvents: new Counter({ name: 'events', help: 'events', labelNames: ['source', 'outcome'], registers }),
    sourceSeconds: new Histogram({ name: 'seconds', help: 'seconds', labelNames: ['source'], registers }),
  }
  const clock = fakeClock()
  const ending = new AbortController()
  const intake = new Intake({
    source: 'test',
    append,
    clock,
    maxQueued: 1_000,
    maxBatch: 100,
    ...limits,
    metrics,
    logger,
    onEvent: () => {},
    signal: ending.signal,
  })
  const count = async (outcome: string) => {
    const { values } = await metrics.sourceEvents.get()
    return values.find(({ labels }) => labels.outcome === outcome)?.value ?? 0
  }
  return { intake, clock, count, ending }
}

const event = (n: number, type = 'thing.happened'): NewEvent => ({ type, actor: 'test', payload: { n } })
const numbers = (events: readonly NewEvent[]) => events.map(({ payload }) => payload.n)

test('what waits goes into the log in order, all of it once, in as few appends as may be', async () => {
  const log = memoryLog()
  const { intake, count } = intakeOn(log.append)
  for (let n = 0; n < 250; n += 1) expect(intake.offer(event(n))).toBe(true)
  await intake.settled()
  expect(numbers(log.events())).toEqual(Array.from({ length: 250 }, (_, n) => n))
  // The first goes at once, alone; the others by the hundred.
  expect(log.appends.map(({ length }) => length)).toEqual([1, 100, 100, 49])
  expect(await count('appended')).toBe(250)
})

test('a broadcast’s start and end are appends of their own, in their place', async () => {
  const log = memoryLog()
  const { intake } = intakeOn(log.append)
  const types = ['a.b', 'a.b', 'a.b', 'broadcast.started', 'a.b', 'broadcast.stopped', 'broadcast.started', 'a.b']
  for (const type of types) intake.offer({ ...event(0, type), payload: {} })
  await intake.settled()
  expect(log.events().map(({ type }) => type)).toEqual(types)
  for (const events of log.appends) if (events.some(({ type }) => type.startsWith('broadcast.'))) expect(events).toHaveLength(1)
})

test('while the log takes nothing it is tried again, and the queue is bounded', async () => {
  let isFull = true
  const log = memoryLog(() => (isFull ? new Problem('log_unavailable', 'the disk is full') : undefined))
  const { intake, clock, count } = intakeOn(log.append, { maxQueued: 10 })
  const taken = Array.from({ length: 15 }, (_, n) => intake.offer(event(n)))
  // One is on its way and no more in the queue.
  expect(taken.filter(Boolean)).toHaveLength(11)
  await expect(intake.append([event(99)])).rejects.toMatchObject({ code: 'backlog_full' })
  await clock.advance(10_000, 5)
  expect(log.events()).toEqual([])
  isFull = false
  await clock.advance(2_000, 20)
  await intake.settled()
  expect(numbers(log.events())).toEqual(Array.from({ length: 11 }, (_, n) => n))
  expect([await count('appended'), await count('dropped')]).toEqual([11, 5])
})

test('what is known under its key with other content is a duplicate, and what does not fit its type is refused: alone', async () => {
  const log = memoryLog((events) =>
    events.some(({ payload }) => payload.n === 7) ? new Problem('idempotency_conflict', 'known') : undefined,
  )
  const { intake, count } = intakeOn(log.append)
  for (let n = 0; n < 20; n += 1) intake.offer(event(n))
  expect(intake.offer({ type: 'channel.followed', actor: 'test', payload: {} })).toBe(false)
  await intake.settled()
  expect(numbers(log.events())).toEqual(Array.from({ length: 20 }, (_, n) => n).filter((n) => n !== 7))
  expect([await count('duplicate'), await count('refused')]).toEqual([1, 1])
})

test('whatever the log refuses for good, everything else is appended once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ isBad: fc.boolean(), isAwaited: fc.boolean() }), { maxLength: 120 }),
      fc.integer({ min: 1, max: 20 }),
      async (plan, maxBatch) => {
        const log = memoryLog((events) =>
          events.some(({ payload }) => plan[Number(payload.n)]?.isBad) ? new Problem('event_too_large', 'too large') : undefined,
        )
        const { intake, count } = intakeOn(log.append, { maxBatch })
        const awaited: Promise<boolean>[] = []
        for (const [n, { isAwaited }] of plan.entries()) {
          if (!isAwaited) intake.offer(event(n))
          else
            awaited.push(
              intake.append([event(n)]).then(
                () => plan[n]?.isBad === false,
                () => plan[n]?.isBad === true,
              ),
            )
        }
        await intake.settled()
        expect(await Promise.all(awaited)).toEqual(awaited.map(() => true))
        const good = [...plan.keys()].filter((n) => plan[n]?.isBad === false)
        expect(numbers(log.events())).toEqual(good)
        expect(await count('refused')).toBe(plan.length - good.length)
      },
    ),
    { seed, numRuns: 200 },
  )
})

test('a server that stops tries nothing again', async () => {
  const log = memoryLog(() => new Problem('log_unavailable', 'the disk is full'))
  const { intake, ending } = intakeOn(log.append)
  const appended = intake.append([event(1)])
  ending.abort()
  await expect(appended).rejects.toMatchObject({ code: 'log_unavailable' })
  await intake.settled()
})
