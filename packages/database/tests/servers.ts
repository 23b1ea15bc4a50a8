import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { startTimescale } from '../../../scripts/timescaledb.ts'
import { EmbeddedPostgres } from '../src/embedded/index.ts'

/** A real PostgreSQL with an empty database, which is gone when its scope ends. */
export type TestDatabase = AsyncDisposable & {
  kind: 'timescaledb' | 'embedded'
  url: string
  /** kill -9 of the whole server. */
  kill(): Promise<void>
  /** Starts it again on the same data and at the same URL. */
  start(): Promise<void>
  /** Ends it; an embedded one may be started again, a TimescaleDB is gone with its data. */
  stop(): Promise<void>
}

/** An embedded PostgreSQL with a fresh cluster. */
export async function embeddedServer(): Promise<TestDatabase> {
  const data = mkdtempSync(join(tmpdir(), 'landale-embedded-'))
  // PostgreSQL's own user has to pass, where the tests run as root.
  chmodSync(data, 0o711)
  const server = new EmbeddedPostgres({ folder: join(data, 'postgres'), passwordFile: join(data, 'postgres.key') })
  const url = await server.ensureRunning()
  const stop = () => server.stop()
  return {
    kind: 'embedded',
    url,
    async kill() {
      const { pid } = server
      if (pid === undefined) return
      process.kill(pid, 'SIGKILL')
      while (isAlive(pid)) await Bun.sleep(5)
    },
    async start() {
      const now = await server.ensureRunning()
      if (now !== url) throw new Error(`another process took the port of ${new URL(url).host}`)
    },
    stop,
    async [Symbol.asyncDispose]() {
      await stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** A fresh database in a TimescaleDB of its own, or in the one at TIMESCALE_URL. */
export async function timescaleServer(): Promise<TestDatabase> {
  const server = await startTimescale()
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = async (statement: string) => {
    const sql = postgres(server.url, { max: 1, onnotice: () => {} })
    try {
      await sql.unsafe(statement)
    } finally {
      await sql.end({ timeout: 5 })
    }
  }
  try {
    // template1 of some images has the extension already, and its background worker in the way of copying it.
    await admin(`create database ${name} template template0`)
  } catch (error) {
    await server.stop()
    throw error
  }
  const url = new URL(server.url)
  url.pathname = `/${name}`
  let isStopped = false
  const stop = async () => {
    if (isStopped) return
    isStopped = true
    if (process.env.TIMESCALE_URL) await admin(`drop database if exists ${name} with (force)`)
    await server.stop()
  }
  return {
    kind: 'timescaledb',
    url: url.href,
    kill: () => server.kill(),
    start: () => server.start(),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

/** Stops every process of the database in its tracks: its sockets stay open and nobody answers. Gives back what wakes them. */
export async function freeze(url: string): Promise<() => void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const postmaster = await postmasterPid(sql).finally(() => sql.end({ timeout: 1 }))
  const pids = [postmaster, ...childrenOf(postmaster)]
  const signal = (name: 'SIGSTOP' | 'SIGCONT') => {
    for (const pid of pids) {
      try {
        process.kill(pid, name)
      } catch {
        // A backend that has ended since needs no waking.
      }
    }
  }
  signal('SIGSTOP')
  return () => signal('SIGCONT')
}

async function postmasterPid(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ text: string }[]>`select pg_read_file('postmaster.pid') as text`
  return Number(row?.text.split('\n')[0])
}

function childrenOf(pid: number): number[] {
  const { stdout } = Bun.spawnSync(['ps', '-o', 'pid=', '--ppid', String(pid)])
  return stdout.toString().split('\n').map(Number).filter(Boolean)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
