import { expect, test } from 'bun:test'
import type { Event } from '@landale/protocol'
import fc from 'fast-check'
import { countChatters, type Sql, sessionTally, tallies } from '../src/index.ts'
import { count, events, one, runs } from './filled.ts'
import { talliesOf } from './questions.ts'
import { bucketOf, dayMs, hourMs } from './recount.ts'
import { tallyOf } from './summary.ts'

export function testStats(sql: () => Sql, kind: string): void {
  test('tallies by hour, day, type and actor are a recount', async () => {
    const by = fc.constantFrom('hour' as const, 'day' as const, 'type' as const, 'actor' as const)
    const property = fc.asyncProperty(
      by.chain((what) => {
        const length = what === 'actor' ? dayMs : hourMs
        const bucket = fc
          .tuple(one, fc.integer({ min: -1, max: 3 }))
          .map(([event, off]) => bucketOf(event, length) + off * length)
        return fc.record({
          by: fc.constant(what),
          from: fc.oneof(bucket, fc.constant(0)),
          to: fc.oneof(bucket, fc.constant(Date.parse('2100-01-01T00:00:00Z'))),
          origin: fc.constantFrom('live' as const, 'test' as const, 'replay' as const),
          type: fc.option(
            one.map(({ type }) => type),
            { nil: undefined, freq: 1 },
          ),
          type_prefix: fc.option(fc.constantFrom('channel.', 'c', 'run.', 'W', ''), { nil: undefined }),
          order: fc.constantFrom('events' as const, 'amount' as const),
          limit: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constant(10_000)),
        })
      }),
      async (query) => {
        expect(await tallies(sql(), query)).toEqual(talliesOf(events, query))
      },
    )
    await fc.assert(property, runs(`tallies, ${kind}`, 150))
  })

  test('chatters are counted once, whichever part of the log they wrote in', async () => {
    const from = bucketOf(events[0] as Event, dayMs) + dayMs
    const to = from + 2 * dayMs
    const chat = events.filter(
      (event) =>
        event.type === 'chat.message.sent' &&
        event.metadata.origin === 'live' &&
        Date.parse(event.inserted_at) >= from &&
        Date.parse(event.inserted_at) < to,
    )
    const known = new Set(chat.map(({ actor }) => actor))
    const others = [...known].slice(0, 5).concat('twitch:nobody', 'a "quoted" \\ 行為者', 'twitch:nobody')
    expect(await countChatters(sql(), { from, to, origin: 'live', others: [] })).toBe(known.size)
    expect(await countChatters(sql(), { from, to, origin: 'live', others })).toBe(known.size + 2)
    expect(known.size).toBeGreaterThan(10)
  })

  test('a session’s tally is a recount of its events, up to wherever the hot log begins', async () => {
    const property = fc.asyncProperty(one, fc.oneof(fc.constant(count), fc.nat(count)), async ({ session }, upTo) => {
      const isOwn = (event: Event) => event.session === session && event.position <= upTo
      const during = { from: new Date(0), to: new Date('2100-01-01') }
      const { runs: played, ...tally } = await sessionTally(sql(), { session, upTo, during })
      const { runs: expected, ...rest } = tallyOf(events, isOwn)
      expect({ ...tally, runs: Object.fromEntries(played) }).toEqual({ ...rest, runs: Object.fromEntries(expected) } as never)
    })
    await fc.assert(property, runs(`session tallies, ${kind}`, 40))
  })
}
