import { expect, test } from 'bun:test'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { archived, statusOf, until } from './archive.ts'
import { api, serverProcess, temporaryFolder } from './fixture.ts'

const limitMs = 60_000
const embedded = { DATABASE_URL: '' }

function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** One that has ended and waits for its parent to notice has no command line any more. */
const isAlive = (pid: number) => existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''

const note = (n: number) => ({ type: 'note.taken', payload: { n }, actor: 'test', idempotency_key: `n${n}` })

async function append(server: { url: string }, from: number, to: number): Promise<void> {
  const events = Array.from({ length: to - from }, (_, index) => note(from + index))
  expect((await api(server, 'worker', '/v1/sessions/current/append', { events })).status).toBe(201)
}

test(
  'without DATABASE_URL it keeps a PostgreSQL of its own, is ready before it, and ends it with itself',
  async () => {
    await using stack = new AsyncDisposableStack()
    const folder = stack.use(temporaryFolder())
    const server = stack.use(await serverProcess({ dataDir: folder.path, environment: embedded }))
    const atReady = await statusOf(server)
    expect(['starting', 'connected']).toContain(atReady.archive.state)
    await append(server, 0, 500)
    await archived(server)
    expect(await statusOf(server)).toMatchObject({ archived_position: 501, archive: { state: 'connected', embedded: true } })
    expect(statSync(join(folder.path, 'postgres.key')).mode & 0o777).toBe(0o600)
    const password = readFileSync(join(folder.path, 'postgres.key'), 'utf8').trim()
    const said = await Promise.all(
      ['/ready', '/status', '/metrics'].map(async (path) => (await fetch(server.healthUrl + path)).text()),
    )
    expect(said.join() + server.output()).not.toContain(password)
    const pid = postmasterOf(folder.path)
    expect(isAlive(pid)).toBe(true)
    expect(await server.terminate()).toBe(0)
    expect(isAlive(pid)).toBe(false)
  },
  limitMs,
)

test(
  'what a killed server left running is taken over, and what was not archived yet follows',
  async () => {
    await using stack = new AsyncDisposableStack()
    const folder = stack.use(temporaryFolder())
    const first = await serverProcess({ dataDir: folder.path, environment: embedded })
    await archived(first)
    await append(first, 0, 100)
    await first.kill()
    const pid = postmasterOf(folder.path)
    expect(isAlive(pid)).toBe(true)
    const second = stack.use(await serverProcess({ dataDir: folder.path, environment: embedded }))
    await append(second, 100, 200)
    await archived(second)
    expect(postmasterOf(folder.path)).toBe(pid)
    const { body } = await api(second, 'worker', '/v1/events?type=note.taken&limit=1000')
    expect(body.events).toHaveLength(200)
    expect(await second.terminate()).toBe(0)
    expect(isAlive(pid)).toBe(false)
  },
  limitMs,
)

test(
  'a PostgreSQL that is killed under it is started again',
  async () => {
    await using stack = new AsyncDisposableStack()
    const folder = stack.use(temporaryFolder())
    const server = stack.use(await serverProcess({ dataDir: folder.path, environment: embedded }))
    await archived(server)
    const pid = postmasterOf(folder.path)
    process.kill(pid, 'SIGKILL')
    await append(server, 0, 100)
    await until('another one has what was appended', limitMs, async () => {
      const { archive, backlog } = await statusOf(server)
      return archive.state === 'connected' && backlog === 0
    })
    expect(postmasterOf(folder.path)).not.toBe(pid)
    await server.terminate()
  },
  limitMs,
)

test(
  'a database that cannot be had, or is another log’s, is a line in /ready that names no password; everything else goes on',
  async () => {
    await using stack = new AsyncDisposableStack()
    const nobody = stack.use(
      await serverProcess({ environment: { DATABASE_URL: 'postgres://someone:s3cretword@127.0.0.1:1/nothing' } }),
    )
    const archiveOf = async (server: { healthUrl: string }) =>
      (await statusOf(server)).parts.find(({ name }) => name === 'archive')
    await until('it is down', limitMs, async () => (await archiveOf(nobody))?.state === 'down')
    expect(await archiveOf(nobody)).toMatchObject({ reason: expect.stringContaining('ECONNREFUSED') })
    await append(nobody, 0, 10)
    const { status, body } = await api(nobody, 'worker', '/v1/events?type=note.*')
    expect([status, (body.events as unknown[]).length]).toEqual([200, 10])
    expect((await fetch(`${nobody.healthUrl}/ready`)).status).toBe(200)
    const said = await Promise.all(['/ready', '/status'].map(async (path) => (await fetch(nobody.healthUrl + path)).text()))
    expect(said.join() + nobody.output()).not.toContain('s3cretword')

    const folder = stack.use(temporaryFolder())
    const owner = stack.use(await serverProcess({ dataDir: folder.path, environment: embedded }))
    await archived(owner)
    const key = readFileSync(join(folder.path, 'postgres.key'), 'utf8').trim()
    const port = readFileSync(join(folder.path, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3]
    const stranger = stack.use(
      await serverProcess({ environment: { DATABASE_URL: `postgres://landale:${key}@127.0.0.1:${port}/postgres` } }),
    )
    await until('it is refused', limitMs, async () => (await archiveOf(stranger))?.state === 'down')
    expect(await archiveOf(stranger)).toMatchObject({ reason: expect.stringContaining('another log') })
    await owner.terminate()
  },
  limitMs,
)

test(
  'an event whose row the database refuses is said, counted over restarts, and read as it was',
  async () => {
    await using stack = new AsyncDisposableStack()
    const folder = stack.use(temporaryFolder())
    const first = await serverProcess({ dataDir: folder.path, environment: embedded })
    const strange = { type: 'note.taken', payload: { text: 'a \0 b \ud800' }, actor: 'te\0st' }
    expect((await api(first, 'worker', '/v1/sessions/current/append', strange)).status).toBe(201)
    await append(first, 0, 10)
    await archived(first)
    const partOf = async (server: { healthUrl: string }) => (await statusOf(server)).parts.find(({ name }) => name === 'archive')
    const said = { name: 'archive', state: 'ok', reason: 'set aside in archive_rejects: 1' }
    expect(await partOf(first)).toEqual(said)
    expect(await (await fetch(`${first.healthUrl}/metrics`)).text()).toContain('\nlandale_archive_rejects_total 1\n')
    expect(await first.terminate()).toBe(0)
    const second = stack.use(await serverProcess({ dataDir: folder.path, environment: embedded }))
    await archived(second)
    expect(await partOf(second)).toEqual(said)
    const { body } = await api(second, 'worker', '/v1/events?type=note.taken&order=asc&limit=1')
    expect(body.events).toMatchObject([strange])
    await second.terminate()
  },
  limitMs,
)
