import { expect, test } from 'bun:test'
import { createClient } from '@landale/client'
import type { Event } from '@landale/protocol'
import { api, keys, serverProcess, temporaryFolder } from './fixture.ts'
import { startProducer } from './producer.ts'

const rounds = Number(process.env.LANDALE_DRILL_ROUNDS ?? 5)
const perSecond = 200
const subscribers = 5

test(
  `kill -9 of the server under ${perSecond} events/s, ${rounds} rounds: nothing acknowledged is lost or doubled, and every subscriber sees the whole sequence`,
  async () => {
    await using stack = new AsyncDisposableStack()
    const folder = stack.use(temporaryFolder())
    let server = await serverProcess({ dataDir: folder.path })
    stack.defer(() => server.kill())
    const { ports } = server

    const seen = Array.from({ length: subscribers }, (): number[] => [])
    const resets: string[] = []
    for (const positions of seen) {
      const client = createClient({ url: server.socketUrl, key: keys.overlay, name: 'drill' })
      stack.defer(() => client.close())
      client.feed('all', {
        cursor: 0,
        onEvents: (events) => positions.push(...events.map(({ position }) => position)),
        onReset: ({ reason }) => resets.push(reason),
      })
    }

    const producer = startProducer({ server: () => server, perSecond, listEvents: 1 })
    for (let round = 0; round < rounds; round += 1) {
      await Bun.sleep(150 + Math.random() * 700)
      await server.kill()
      server = await serverProcess({ dataDir: folder.path, ports })
    }
    const sent = await producer.stop()

    const events: Event[] = []
    for (let after = 0; ; ) {
      const page = (await api(server, 'worker', `/v1/sessions/current/events?after=${after}&limit=1000`)).body
      events.push(...(page.events as Event[]))
      if (after === page.next_cursor) break
      after = Number(page.next_cursor)
    }
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    const kept = events.flatMap(({ idempotency_key }) => idempotency_key ?? [])
    expect(new Set(kept).size).toBe(kept.length)
    expect(kept).toHaveLength(sent)
    for (const [key, seq] of producer.acknowledged) expect(events[seq - 1]?.idempotency_key).toBe(key)

    const whole = events.map(({ position }) => position)
    const deadline = performance.now() + 20_000
    while (seen.some((positions) => positions.at(-1) !== whole.at(-1)) && performance.now() < deadline) await Bun.sleep(50)
    for (const positions of seen) expect(positions).toEqual(whole)
    expect(resets).toEqual([])
    console.log(
      `drill: ${rounds} rounds, ${sent} events sent and acknowledged, ${events.length} in the log, ${subscribers} subscribers whole`,
    )
  },
  60_000 + rounds * 5_000,
)
