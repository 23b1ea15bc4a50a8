import { afterAll, beforeAll, describe } from 'bun:test'
import { join } from 'node:path'
import { EventLog } from '@landale/event-log'
import { archived, madeEvent, trimLog } from '../../apps/server/tests/archive.ts'
import { connect, type Sql } from '../../packages/database/src/index.ts'
import { embeddedServer, type TestDatabase, timescaleServer } from '../../packages/database/tests/servers.ts'
import {
  api,
  environmentOf,
  type ServerProcess,
  serverProcess,
  type TestServer,
  temporaryFolder,
} from '../../packages/testing/src/server.ts'
import { diagnose } from '../doctor/diagnose.ts'
import { type Installation, installationOf } from '../tools/installation.ts'

export const limitMs = 60_000
const hourMs = 3_600_000

/** Where a server's data and its archive are; `databaseUrl` undefined: embedded in the data folder. */
export type Place = { dataDir: string; databaseUrl: string | undefined }

/** The variables of a server there, and so of the commands beside it. */
export function variablesOf({ databaseUrl }: Place): Record<string, string> {
  return { DATABASE_URL: databaseUrl ?? '' }
}

export function installationAt(place: Place): Installation {
  return installationOf(environmentOf({ environment: variablesOf(place) }, place.dataDir))
}

/** As a streamer stops it at the end of its scope: one that is killed leaves its PostgreSQL behind. */
export async function serverAt(place: Place): Promise<ServerProcess> {
  const server = await serverProcess({ dataDir: place.dataDir, environment: variablesOf(place) })
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      await server.terminate()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** A past of `count` events, of which the archive alone has the older ones, with its server stopped. */
export async function makePast(place: Place, count: number): Promise<void> {
  await writeLog(place.dataDir, count, Date.now() - 6 * hourMs)
  const server = await serverAt(place)
  await archived(server)
  await server.terminate()
  await trimLog(place.dataDir)
}

/** Ten events every ten minutes up to `endedAt` (ms), in a broadcast and beside it. */
async function writeLog(dataDir: string, count: number, endedAt: number): Promise<void> {
  let now = endedAt - count * 60_000
  await using log = new EventLog({ folder: join(dataDir, 'log'), clock: () => now })
  for (let n = 0; n < count; n += 10) {
    now += 600_000
    const type = n === 200 ? 'broadcast.started' : n === count - 200 ? 'broadcast.stopped' : undefined
    if (type) await log.append({ session: 'current', events: [{ type, payload: {}, actor: 'system' }] })
    await log.append({ session: 'current', events: Array.from({ length: 10 }, (_, index) => madeEvent(n + index)) })
  }
}

/** Appends lists of events, `perSecond` events a second, until its scope ends. */
export function feeding(server: TestServer, perSecond: number): AsyncDisposable & { sent: () => number } {
  const listEvents = 10
  const stopping = new AbortController()
  let sent = 0
  const startedAt = performance.now()
  const work = (async () => {
    while (!stopping.signal.aborted) {
      const events = Array.from({ length: listEvents }, (_, index) => madeEvent(100_000 + sent + index))
      const { status } = await api(server, 'worker', '/v1/sessions/current/append', { events })
      if (status !== 201) throw new Error(`an append was answered with ${status}`)
      sent += listEvents
      const ahead = (sent / perSecond) * 1_000 - (performance.now() - startedAt)
      if (ahead > 0) await Bun.sleep(ahead)
    }
  })()
  work.catch(() => undefined)
  return {
    sent: () => sent,
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await work
    },
  }
}

/** The lines that are not ok, as a person sees them. */
export async function complaints(place: Place, { full = true, folder = place.dataDir } = {}): Promise<string[]> {
  const findings = await diagnose({ installation: installationAt(place), full, folder })
  return findings.filter(({ state }) => state !== 'ok').map(({ state, check, says }) => `${state} ${check}: ${says}`)
}

export function connectTo(url: string): Sql {
  return connect({ url, max: 2, statementTimeoutMs: limitMs, name: 'landale test' })
}

export async function once(url: string, statement: string): Promise<void> {
  const sql = connectTo(url)
  try {
    await sql.unsafe(statement)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** Another empty database on the same server. */
export async function emptyDatabase(serverUrl: string): Promise<string> {
  const name = `test_${crypto.randomUUID().slice(0, 8)}`
  await once(serverUrl, `create database ${name} template template0`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Databases for the whole file. */
export function describeWithServers(title: string, body: (servers: { timescale: () => string; plain: () => string }) => void) {
  describe(title, () => {
    const running: TestDatabase[] = []
    beforeAll(async () => {
      running.push(...(await Promise.all([timescaleServer(), embeddedServer()])))
    }, 300_000)
    afterAll(async () => {
      for (const server of running) await server[Symbol.asyncDispose]()
    }, limitMs)
    const url = (kind: TestDatabase['kind']) => () => running.find((server) => server.kind === kind)?.url ?? ''
    body({ timescale: url('timescaledb'), plain: url('embedded') })
  })
}

/** A data folder that is gone with its scope. */
export function emptyFolder(stack: AsyncDisposableStack): string {
  return join(stack.use(temporaryFolder()).path)
}
