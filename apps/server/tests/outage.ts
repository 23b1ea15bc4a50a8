import { createClient } from '@landale/client'
import { connect } from '@landale/database'
import { api, keys, type ServerProcess } from './fixture.ts'

const listEvents = 10

/** Appends `perSecond` events in lists of ten, and sends again what was not answered, as a producer that loses nothing does. */
export function startProducer(server: () => ServerProcess, perSecond: number) {
  const unanswered = new Set<Promise<void>>()
  let sent = 0
  let stopped = false
  const send = async (first: number) => {
    const events = Array.from({ length: listEvents }, (_, index) => ({
      type: 'note.taken',
      payload: { n: first + index },
      actor: 'drill',
      idempotency_key: `n${first + index}`,
    }))
    for (;;) {
      const reply = await api(server(), 'worker', '/v1/sessions/current/append', { events }).catch(() => undefined)
      if (reply?.status === 201) return
      if (reply !== undefined && reply.status < 500) throw new Error(`refused: ${JSON.stringify(reply.body)}`)
      await Bun.sleep(20)
    }
  }
  const running = (async () => {
    const startedAt = performance.now()
    while (!stopped) {
      const due = Math.floor(((performance.now() - startedAt) / 1_000) * perSecond)
      for (; sent + listEvents <= due; sent += listEvents) {
        const one = send(sent).finally(() => unanswered.delete(one))
        unanswered.add(one)
      }
      await Bun.sleep(5)
    }
    await Promise.all(unanswered)
  })()
  return {
    async stop(): Promise<number> {
      stopped = true
      await running
      return sent
    },
  }
}

/** A subscriber of everything; its positions as they came, and how often it had to start anew. */
export function startSubscriber(server: ServerProcess): Disposable & { positions: number[]; resets: string[] } {
  const positions: number[] = []
  const resets: string[] = []
  const client = createClient({ url: server.socketUrl, key: keys.overlay, name: 'outage' })
  client.feed('all', {
    cursor: 0,
    onEvents: (events) => positions.push(...events.map(({ position }) => position)),
    onReset: ({ reason }) => resets.push(reason),
  })
  return { positions, resets, [Symbol.dispose]: () => client.close() }
}

/** What the archive holds, counted in the archive. */
export async function countsOf(url: string) {
  await using stack = new AsyncDisposableStack()
  const sql = connect({ url, max: 1, statementTimeoutMs: 0, name: 'landale test' })
  stack.defer(() => sql.end({ timeout: 1 }))
  const [row] = await sql<Record<'rows' | 'positions' | 'first' | 'last' | 'keys' | 'hourly' | 'daily', string>[]>`
    select count(*) as rows, count(distinct position) as positions, min(position) as first, max(position) as last,
      count(distinct idempotency_key) as keys,
      (select sum(events) from landale.events_hourly) as hourly, (select sum(events) from landale.events_daily) as daily
    from landale.events`
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, Number(value)]))
}
