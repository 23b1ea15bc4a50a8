import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { connectTo } from './fixture.ts'
import { PhoenixServer } from './phoenix-server.ts'
import { until } from './until.ts'

type Step =
  | { kind: 'append'; count: number; isOurs: boolean }
  | { kind: 'fault'; fault: 'lose' | 'twice' }
  | { kind: 'cut'; code: number }
  | { kind: 'restart' | 'replace' | 'trim' | 'crash' | 'settle' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('append'), count: fc.integer({ min: 1, max: 9 }), isOurs: fc.boolean() }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('fault'), fault: fc.constantFrom('lose', 'twice') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cut'), code: fc.constantFrom(1000, 1001, 1012, 1013) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('restart', 'replace', 'trim', 'crash', 'settle') }) },
)

test('the application sees every event once and in order, or is told of the reset', async () => {
  const seed = Number(Bun.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))
  console.info(`delivery: FAST_CHECK_SEED=${seed}`)
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      await using server = new PhoenixServer()
      await using client = connectTo(server)
      /** What the application is told, per unbroken stretch, and where the stretch began. */
      const stretches = [{ epoch: server.log.epoch, start: 0, seen: [] as number[] }]
      const feed = client.feed('chat', {
        onEvents: (events) => stretches.at(-1)?.seen.push(...events.map(({ position }) => position)),
        onReset: ({ epoch, head }) => stretches.push({ epoch, start: head, seen: [] }),
      })
      await until('the feed is joined', () => feed.cursor === 0)
      /** Every event of the feed that ever was, by epoch. */
      const history = new Map<string, number[]>().set(server.log.epoch, [])
      const append = (count: number, isOurs: boolean) => {
        if (isOurs) for (let n = 1; n <= count; n += 1) history.get(server.log.epoch)?.push(server.log.head + n)
        server.append(count, isOurs)
      }
      for (const next of steps) {
        if (next.kind === 'append') append(next.count, next.isOurs)
        else if (next.kind === 'fault') server.faults.push(next.fault)
        else if (next.kind === 'cut') server.cut(next.code)
        else if (next.kind === 'restart') await server.restart()
        else if (next.kind === 'trim') server.log.trim()
        else if (next.kind === 'crash') server.tell('events:chat', 'phx_error')
        else if (next.kind === 'settle') await until('the client is connected', () => client.status.kind === 'connected')
        else {
          await server.stop()
          server.log.replace()
          history.set(server.log.epoch, [])
          server.start()
        }
      }
      // Only what comes after a loss can show it, so the last frame is not lost.
      server.faults.length = 0
      await until('the client is joined', () => [...server.sockets].some((socket) => socket.data.joins.has('events:chat')))
      append(1, true)
      await until('the last event was seen', () => feed.cursor === server.log.head && feed.epoch === server.log.epoch)

      for (const [index, { epoch, start, seen }] of stretches.entries()) {
        const isLast = index === stretches.length - 1
        const due = history.get(epoch)?.filter((position) => position > start) ?? []
        // The last stretch is complete; one that a reset ended lacks nothing before its own end.
        expect(seen).toEqual(isLast ? due : due.slice(0, seen.length))
      }
      expect(client.errors).toEqual([])
    }),
    { seed, numRuns: Number(Bun.env.FAST_CHECK_RUNS ?? 60), interruptAfterTimeLimit: 20_000 },
  )
}, 60_000)
