import { expect, test } from 'bun:test'
import type { Event } from '@landale/protocol'
import fc from 'fast-check'
import { type AppendOutcome, EventLog, followSession } from '../src/index.ts'
import { note, seedOf, temporaryFolder } from './fixture.ts'
import { published } from './log-contract.ts'

type Step = { session: 'a' | 'b'; texts: string[]; key: number | undefined; expected: 'none' | 'head' | 'wrong' }

const step: fc.Arbitrary<Step> = fc.record({
  session: fc.constantFrom('a' as const, 'b' as const),
  texts: fc.array(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 4 }),
  key: fc.option(fc.nat(5), { nil: undefined }),
  expected: fc.constantFrom('none' as const, 'none' as const, 'head' as const, 'wrong' as const),
})

/** Writers that race, one after the other in waves; between two waves the log may be closed and opened again. */
const waves = fc.array(fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 8 }), reopen: fc.boolean() }), {
  minLength: 1,
  maxLength: 6,
})

test('racing writers and readers: no gap, no double, no reordering, one event a key, all of a list or none', async () => {
  await fc.assert(
    fc.asyncProperty(waves, async (plan) => {
      using folder = temporaryFolder()
      let log = new EventLog({ folder: folder.path })
      for (const id of ['a', 'b']) log.createSession({ id })
      const answered: { step: Step; outcome: AppendOutcome }[] = []
      for (const { steps, reopen } of plan) {
        const abort = new AbortController()
        const reader = readUntil(log, abort.signal)
        const outcomes = await Promise.all(
          steps.map((one) => log.append({ session: one.session, events: eventsOf(one), expectedSeq: expectedOf(log, one) })),
        )
        outcomes.forEach((outcome, index) => {
          const done = steps[index]
          if (done) answered.push({ step: done, outcome })
        })
        await published(log)
        abort.abort()
        const whole = await readAll(log, 'a')
        // What a reader saw while the writers raced is the table's own beginning.
        const seen = await reader
        expect(seen).toEqual(whole.map(({ seq }) => seq).slice(0, seen.length))
        if (reopen) {
          await log.close()
          log = new EventLog({ folder: folder.path })
        }
      }
      await check(log, answered)
      await log.close()
    }),
    { seed: seedOf('event log'), numRuns: 60 },
  )
}, 60_000)

function eventsOf({ texts, key }: Step) {
  return texts.map((text, index) => note(text, key === undefined ? {} : { idempotency_key: `${key}:${index}` }))
}

function expectedOf(log: EventLog, { session, expected }: Step): number | undefined {
  if (expected === 'none') return undefined
  const head = log.session(session)?.last_seq ?? 0
  return expected === 'head' ? head : head + 7
}

async function readAll(log: EventLog, session: string): Promise<Event[]> {
  return ((await log.readSession(session, { after: 0, limit: 10_000 }))?.events ?? []).map(
    ({ body }) => JSON.parse(body) as Event,
  )
}

async function readUntil(log: EventLog, signal: AbortSignal): Promise<number[]> {
  const seen: number[] = []
  for await (const page of followSession(log, { session: 'a', after: 0, pageSize: 3, signal }))
    seen.push(...page.map(({ seq }) => seq))
  return seen
}

async function check(log: EventLog, answered: readonly { step: Step; outcome: AppendOutcome }[]): Promise<void> {
  const positions: number[] = []
  for (const session of ['a', 'b'] as const) {
    const events = await readAll(log, session)
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    positions.push(...events.map(({ position }) => position))
    const keys = events.flatMap(({ idempotency_key }) => idempotency_key ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    for (const { step: done, outcome } of answered) {
      if (done.session !== session || outcome.kind !== 'appended') continue
      outcome.events.forEach(({ seq }, index) => {
        expect(events[seq - 1]?.payload).toEqual({ text: done.texts[index] ?? '' })
      })
    }
    const fresh = answered.flatMap(({ step: done, outcome }) =>
      done.session === session && outcome.kind === 'appended' ? outcome.events.filter(({ deduped }) => !deduped) : [],
    )
    expect(fresh).toHaveLength(events.length)
  }
  expect(positions.sort((a, b) => a - b)).toEqual(positions.map((_, index) => index + 1))
}
