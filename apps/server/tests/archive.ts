import { afterAll, beforeAll, describe } from 'bun:test'
import { join } from 'node:path'
import { connect } from '@landale/database'
import { embeddedServer, type TestDatabase, timescaleServer } from '@landale/database/testing'
import { EventLog } from '@landale/event-log'
import { type Event, type NewEvent, registry } from '@landale/protocol'
import type { TestServer } from './fixture.ts'

/** The same tests with a TimescaleDB and with a PostgreSQL as the archive, each a server of its own for the file. */
export function describeArchives(body: (database: () => TestDatabase) => void): void {
  describe.each([
    { kind: 'timescaledb' as const, open: timescaleServer },
    { kind: 'embedded' as const, open: embeddedServer },
  ])('$kind', ({ open }) => {
    let running: TestDatabase | undefined
    beforeAll(async () => {
      running = await open()
    }, 300_000)
    afterAll(async () => {
      await running?.[Symbol.asyncDispose]()
    }, 60_000)
    body(() => {
      if (running === undefined) throw new Error('the database has not been started')
      return running
    })
  })
}

export async function statusOf(server: Pick<TestServer, 'healthUrl'>) {
  const response = await fetch(`${server.healthUrl}/status`)
  return (await response.json()) as {
    head: number
    archived_position: number
    hot_position: number
    backlog: number
    archive: { state: string; embedded: boolean; rejects: number; server?: { timescaledb: string | null } }
    parts: { name: string; state: string; reason?: string }[]
  }
}

/** Another empty database on a server; its URL. */
export async function freshDatabase(server: string): Promise<string> {
  await using stack = new AsyncDisposableStack()
  const sql = connect({ url: server, max: 1, statementTimeoutMs: 0, name: 'landale test' })
  stack.defer(() => sql.end({ timeout: 1 }))
  const name = `test_${crypto.randomUUID().slice(0, 8)}`
  await sql.unsafe(`create database ${name} template template0`)
  const fresh = new URL(server)
  fresh.pathname = `/${name}`
  return fresh.href
}

/** Waits until everything is archived. */
export async function archived(server: Pick<TestServer, 'healthUrl'>, limitMs = 60_000): Promise<void> {
  await until('everything is archived', limitMs, async () => {
    const { backlog, archive } = await statusOf(server)
    return archive.state === 'connected' && backlog === 0
  })
}

export async function until(what: string, limitMs: number, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + limitMs
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited ${limitMs} ms in vain until ${what}`)
    await Bun.sleep(20)
  }
}

const people = Array.from({ length: 30 }, (_, n) => ({ id: String(100 + n), login: `viewer_${n}`, name: `Viewer ${n} 観` }))
const sayings = [
  'that crit was personal',
  'one more run',
  'GG everyone',
  'ファイナルファンタジー',
  'lost in the cave again',
  'crit crit crit',
]

/** The nth event of a made-up history: mostly chat, and every registered type now and then. */
export function madeEvent(n: number): NewEvent {
  const user = people[(n * 7) % people.length]
  const actor = `twitch:${user?.id ?? ''}`
  const metadata = n % 11 === 0 ? { metadata: { origin: 'test' as const } } : undefined
  const types = [...registry.values()].filter(({ type }) => !type.startsWith('broadcast.') && !type.startsWith('chat.message'))
  const other = types[Math.floor(n / 5) % types.length]
  if (n % 5 !== 0 || other === undefined) {
    const payload = { message_id: `m${n}`, user, text: `${sayings[n % sayings.length]} ${n}` }
    return { type: 'chat.message.sent', payload, actor, source: 'twitch', idempotency_key: `made:${n}`, ...metadata }
  }
  const payload = structuredClone(other.example) as Record<string, unknown>
  if ('user' in payload) payload.user = user
  return {
    type: other.type,
    payload,
    actor: 'user' in payload ? actor : 'system',
    source: 'obs',
    idempotency_key: `made:${n}`,
    ...metadata,
  }
}

/** A log of the past in `dataDir`: `count` events a minute apart, up to `endedAt` (ms), in two broadcasts and between them. */
export async function madeLog(dataDir: string, count: number, endedAt: number): Promise<void> {
  let now = endedAt - count * 60_000
  await using log = new EventLog({ folder: join(dataDir, 'log'), clock: () => now })
  for (let n = 0; n < count; n += 1) {
    now += 60_000
    const isEdge = n % 500 === 100 || n % 500 === 400
    const edge = { type: n % 500 === 100 ? 'broadcast.started' : 'broadcast.stopped', payload: {}, actor: 'system' }
    await log.append({ session: 'current', events: [isEdge ? edge : madeEvent(n)] })
  }
}

/** Lets the log of a stopped server go of everything that is archived and older than a day. */
export async function trimLog(dataDir: string): Promise<number> {
  const archive = {
    firstPosition: 1,
    readSession: async () => ({ events: [], earliest: 1 }),
    readFeeds: async () => [],
    countFeeds: async () => 0,
  }
  await using log = new EventLog({ folder: join(dataDir, 'log'), archive })
  for (;;) if (log.trim().events === 0) return log.hotStart
}

/** Every event of the log, in order, by the API of sessions, which has its own way to the archive. */
export async function everyEvent(server: TestServer, key: string): Promise<Event[]> {
  const ask = async (path: string) => {
    const response = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${key}` } })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Record<string, unknown>
  }
  const { sessions } = (await ask('/v1/sessions?limit=1000')) as { sessions: { id: string }[] }
  const events: Event[] = []
  for (const { id } of sessions) {
    for (let after = 0; ; ) {
      const page = (await ask(`/v1/sessions/${id}/events?after=${after}&limit=1000`)) as { events: Event[]; next_cursor: number }
      events.push(...page.events)
      if (page.events.length === 0) break
      after = page.next_cursor
    }
  }
  return events.sort((a, b) => a.position - b.position)
}
