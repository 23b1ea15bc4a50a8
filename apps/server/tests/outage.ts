import { createClient } from '@landale/client'
import { connect } from '@landale/database'
import { keys, type TestServer } from './fixture.ts'

/** A subscriber of everything; its positions as they came, and how often it had to start anew. */
export function startSubscriber(server: Pick<TestServer, 'socketUrl'>): Disposable & { positions: number[]; resets: string[] } {
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
