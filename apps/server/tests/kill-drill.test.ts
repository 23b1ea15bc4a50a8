import { expect, test } from 'bun:test'
import { createClient } from '@landale/client'
import type { Event } from '@landale/protocol'
import { api, keys, type ServerProcess, serverProcess, temporaryFolder } from './fixture.ts'

const rounds = Number(process.env.LANDALE_DRILL_ROUNDS ?? 5)
const perSecond = 200
const subscribers = 5

/** Appends at a steady rate, and sends again what was not answered until it is, as a producer that loses nothing does. */
function startProducer(server: () => ServerProcess) {
  const acknowledged = new Map<string, number>()
  const unanswered = new Set<Promise<void>>()
  let sent = 0
  let stopped = false
  const send = async (key: string) => {
    const event = { type: 'note.taken', payload: { key }, actor: 'drill', idempotency_key: key }
    for (;;) {
      const reply = await api(server(), 'worker', '/v1/sessions/current/append', event).catch(() => undefined)
      if (reply?.status === 201) {
        acknowledged.set(key, Number(reply.body.seq))
        return
      }
      if (reply !== undefined && reply.status < 500) throw new Error(`refused: ${JSON.stringify(reply.body)}`)
      await Bun.sleep(20)
    }
  }
  const running = (async () => {
    const startedAt = performance.now()
    while (!stopped) {
      const due = Math.floor(((performance.now() - startedAt) / 1_000) * perSecond)
      for (; sent < due; sent += 1) {
        const one = send(`k${sent}`).finally(() => unanswered.delete(one))
        unanswered.add(one)
      }
      await Bun.sleep(5)
    }
    await Promise.all(unanswered)
  })()
  return {
    acknowledged,
    async stop() {
      stopped = true
      await running
      return sent
    },
  }
}

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

    const producer = startProducer(() => server)
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
