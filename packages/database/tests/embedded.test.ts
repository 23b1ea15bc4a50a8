import { expect, test } from 'bun:test'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { EmbeddedPostgres, EmbeddedPostgresError, runningUrl } from '../src/embedded/index.ts'

const isRoot = process.getuid?.() === 0
const nobody = 65_534

/** A data folder that PostgreSQL's own user may enter, which is not a thing of mkdtemp's. */
function dataFolder(mode = 0o711): Disposable & { path: string; options: { folder: string; passwordFile: string } } {
  const path = mkdtempSync(join(tmpdir(), 'landale-embedded-'))
  chmodSync(path, mode)
  return {
    path,
    options: { folder: join(path, 'postgres'), passwordFile: join(path, 'postgres.key') },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  }
}

function connect(url: string) {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
  return Object.assign(sql, { [Symbol.asyncDispose]: () => sql.end({ timeout: 1 }) })
}

/** One that has ended and waits for its parent is not alive. */
function isAlive(pid: number | undefined): boolean {
  const state = Bun.spawnSync(['ps', '-o', 'stat=', '-p', String(pid ?? 0)])
    .stdout.toString()
    .trim()
  return state !== '' && !state.startsWith('Z')
}

async function firstLine(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = ''
  for await (const chunk of stream) {
    text += new TextDecoder().decode(chunk)
    if (text.includes('\n')) break
  }
  return text.split('\n')[0] ?? ''
}

const refusal = async (running: Promise<unknown>): Promise<unknown> =>
  await running.then(
    () => undefined,
    (error: unknown) => error,
  )

test('makes a cluster where there is none, and answers', async () => {
  using data = dataFolder()
  const log: string[] = []
  await using database = new EmbeddedPostgres({ ...data.options, onLog: (line) => log.push(line) })
  const url = await database.ensureRunning()
  expect(url).toMatch(/^postgres:\/\/landale:[\w-]{32}@127\.0\.0\.1:\d+\/postgres$/)
  await using sql = connect(url)
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }] as never)
  const [settings] = await sql`
    select version(), current_setting('server_encoding') as encoding, current_setting('jit') as jit,
      current_setting('fsync') as fsync, (select datlocprovider::text || ':' || datlocale from pg_database where datname = 'postgres') as locale`
  expect(settings).toMatchObject({ encoding: 'UTF8', jit: 'off', fsync: 'on', locale: 'b:C.UTF-8' })
  expect(settings?.version).toContain('PostgreSQL 18.')
  expect(log.join('\n')).toContain('ready to accept connections')
  expect(await runningUrl(data.options)).toBe(url)
}, 30_000)

test('PostgreSQL sees nothing of our environment, and stands in a session of its own', async () => {
  using data = dataFolder()
  process.env.LANDALE_TEST_SECRET = 'do not tell'
  await using database = new EmbeddedPostgres(data.options)
  await database.ensureRunning()
  delete process.env.LANDALE_TEST_SECRET
  const names = readFileSync(`/proc/${database.pid}/environ`, 'utf8')
    .split('\0')
    .map((entry) => entry.split('=')[0])
  expect(names.filter((name) => !name?.startsWith('PG')).sort()).toEqual(['', 'LANG', 'LC_ALL', 'PATH', 'TZ'])
  // So the Ctrl-C that ends us does not end it before us.
  const session = Bun.spawnSync(['ps', '-o', 'sid=', '-p', String(database.pid)]).stdout.toString()
  expect(Number(session)).toBe(database.pid ?? 0)
}, 30_000)

test('its password is for us alone, and without it nobody comes in', async () => {
  using data = dataFolder()
  await using database = new EmbeddedPostgres(data.options)
  const url = await database.ensureRunning()
  expect(statSync(data.options.passwordFile).mode & 0o777).toBe(0o600)
  expect(existsSync(`${data.options.passwordFile}.partial`)).toBe(false)
  await using guesser = connect(url.replace(/:[^:@]+@/, ':a-wrong-password@'))
  expect(await refusal(guesser`select 1`.execute())).toMatchObject({ code: '28P01' })
}, 30_000)

test('stopping leaves no process, twice is once, and the data are there after the next start', async () => {
  using data = dataFolder()
  await using database = new EmbeddedPostgres(data.options)
  const url = await database.ensureRunning()
  const pid = database.pid
  {
    await using sql = connect(url)
    await sql`create table kept (n int)`
    await sql`insert into kept values (1), (2)`
  }
  await Promise.all([database.stop(), database.stop()])
  await database.stop()
  expect(isAlive(pid)).toBe(false)
  expect(database.pid).toBeUndefined()
  expect(await runningUrl(data.options)).toBeUndefined()
  expect(existsSync(join(data.options.folder, 'postmaster.pid'))).toBe(false)
  // The same address, so that clients that reconnect find it.
  expect(await database.ensureRunning()).toBe(url)
  await using sql = connect(url)
  expect(await sql`select count(*)::int as n from kept`).toEqual([{ n: 2 }] as never)
}, 30_000)

test('a stop in the middle of a start gives the start up and leaves no process', async () => {
  using data = dataFolder()
  await using database = new EmbeddedPostgres(data.options)
  await database.ensureRunning()
  await database.stop()
  const starting = refusal(database.ensureRunning())
  await database.stop()
  expect(await starting).toMatchObject({ name: 'EmbeddedPostgresError', retryable: true })
  expect(existsSync(join(data.options.folder, 'postmaster.pid'))).toBe(false)
}, 30_000)

test('kill -9 of the postmaster: the next call starts it again, with every acknowledged row', async () => {
  using data = dataFolder()
  await using database = new EmbeddedPostgres(data.options)
  const url = await database.ensureRunning()
  const pid = database.pid ?? 0
  let acknowledged = 0
  {
    await using sql = connect(url)
    await sql`create table kept (n int primary key)`
    const writing = refusal(
      (async () => {
        for (;;) {
          await sql`insert into kept values (${acknowledged + 1})`
          acknowledged += 1
          if (acknowledged === 200) process.kill(pid, 'SIGKILL')
        }
      })(),
    )
    expect(await writing).toBeInstanceOf(Error)
  }
  expect(await database.ensureRunning()).toBe(url)
  expect(database.pid).not.toBe(pid)
  await using sql = connect(url)
  const rows = await sql<{ n: number }[]>`select n from kept order by n`
  expect(rows.length).toBeGreaterThanOrEqual(acknowledged)
  expect(rows.map(({ n }) => n)).toEqual(rows.map((_, index) => index + 1))
}, 30_000)

test('what a killed server left behind is adopted as it is, and ended by stop', async () => {
  using data = dataFolder()
  await using database = new EmbeddedPostgres(data.options)
  const parent = Bun.spawn([process.execPath, join(import.meta.dir, 'embedded-parent.ts'), data.path], {
    stdout: 'pipe',
    stderr: 'ignore',
  })
  try {
    const left: { pid: number; url: string } = JSON.parse(await firstLine(parent.stdout))
    parent.kill('SIGKILL')
    await parent.exited
    expect(isAlive(left.pid)).toBe(true)
    expect(await database.ensureRunning()).toBe(left.url)
    expect(database.pid).toBe(left.pid)
    {
      await using sql = connect(left.url)
      expect(await sql`select 1 as one`).toEqual([{ one: 1 }] as never)
    }
    await database.stop()
    expect(isAlive(left.pid)).toBe(false)
  } finally {
    parent.kill('SIGKILL')
    await parent.exited
    // Ours to end, however far the test came.
    if (await runningUrl(data.options)) await database.ensureRunning()
  }
}, 30_000)

test('a pid file that names somebody else: they are left alone, and the start succeeds', async () => {
  using data = dataFolder()
  await using database = new EmbeddedPostgres(data.options)
  await database.ensureRunning()
  await database.stop()
  const { uid, gid } = statSync(data.options.folder)
  // Of PostgreSQL's own user: only such a one PostgreSQL itself takes for a rival.
  const stranger = Bun.spawn(['sleep', '600'], { ...(isRoot && { uid, gid }), cwd: '/' })
  try {
    const lines = [stranger.pid, data.options.folder, 1, 5_432, '', '127.0.0.1', '', 'ready   ']
    writeFileSync(join(data.options.folder, 'postmaster.pid'), `${lines.join('\n')}\n`)
    if (isRoot) chownSync(join(data.options.folder, 'postmaster.pid'), uid, gid)
    expect(await runningUrl(data.options)).toBeUndefined()
    await using sql = connect(await database.ensureRunning())
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }] as never)
    expect(database.pid).not.toBe(stranger.pid)
    await database.stop()
    expect(isAlive(stranger.pid)).toBe(true)
  } finally {
    stranger.kill()
    await stranger.exited
  }
}, 30_000)

test('two who ask at once share one start', async () => {
  using data = dataFolder()
  const log: string[] = []
  await using database = new EmbeddedPostgres({ ...data.options, onLog: (line) => log.push(line) })
  const [first, second] = await Promise.all([database.ensureRunning(), database.ensureRunning()])
  expect(first).toBe(second)
  expect(await database.ensureRunning()).toBe(first)
  expect(log.filter((line) => line.includes('ready to accept connections'))).toHaveLength(1)
}, 30_000)

test('a making that was cut short is done again', async () => {
  using data = dataFolder()
  mkdirSync(`${data.options.folder}.partial/base`, { recursive: true })
  writeFileSync(`${data.options.folder}.partial/PG_VERSION`, '18\n')
  writeFileSync(`${data.options.folder}.partial.password`, 'x')
  await using database = new EmbeddedPostgres(data.options)
  await using sql = connect(await database.ensureRunning())
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }] as never)
  expect([...new Bun.Glob('postgres.*').scanSync({ cwd: data.path, onlyFiles: false })]).toEqual(['postgres.key'])
}, 30_000)

test('a cluster of another version, or a folder that is none, is refused and not touched', async () => {
  using data = dataFolder()
  mkdirSync(data.options.folder)
  writeFileSync(join(data.options.folder, 'notes.txt'), 'mine')
  await using database = new EmbeddedPostgres(data.options)
  const notOurs = await refusal(database.ensureRunning())
  expect(notOurs).toBeInstanceOf(EmbeddedPostgresError)
  expect(notOurs).toMatchObject({ retryable: false, message: expect.stringContaining('is not empty') })
  writeFileSync(join(data.options.folder, 'PG_VERSION'), '17\n')
  const older = await refusal(database.ensureRunning())
  expect(older).toMatchObject({ retryable: false, message: expect.stringContaining('belongs to PostgreSQL 17') })
  expect(readFileSync(join(data.options.folder, 'notes.txt'), 'utf8')).toBe('mine')
  expect(existsSync(data.options.passwordFile)).toBe(false)
})

test('a start that fails says what PostgreSQL said', async () => {
  using data = dataFolder()
  await using database = new EmbeddedPostgres(data.options)
  await database.ensureRunning()
  await database.stop()
  writeFileSync(join(data.options.folder, 'postgresql.conf'), 'no_such_setting = 1\n')
  const failed = await refusal(database.ensureRunning())
  expect(failed).toMatchObject({ retryable: true, message: expect.stringContaining('unrecognized configuration parameter') })
}, 30_000)

if (isRoot) {
  test('as root: it runs as another user, and a data folder that this one may not enter is named', async () => {
    using data = dataFolder()
    await using database = new EmbeddedPostgres(data.options)
    await database.ensureRunning()
    const status = readFileSync(`/proc/${database.pid}/status`, 'utf8')
    expect(status).toMatch(/^Uid:\s+(?!0\s)\d+/m)
    expect(status).toMatch(/^Groups:\s*$/m)
    using closed = dataFolder(0o700)
    await using other = new EmbeddedPostgres(closed.options)
    const refused = await refusal(other.ensureRunning())
    expect(refused).toMatchObject({ retryable: false, message: expect.stringContaining(`chmod o+x ${closed.path}`) })
  }, 30_000)

  test('as an ordinary user: it runs as that user, in a folder closed to all others', async () => {
    using data = dataFolder(0o700)
    chownSync(data.path, nobody, nobody)
    const child = Bun.spawn([process.execPath, join(import.meta.dir, 'embedded-parent.ts'), data.path, 'stop'], {
      uid: nobody,
      gid: nobody,
      cwd: '/',
      env: { PATH: process.env.PATH, HOME: data.path, BUN_RUNTIME_TRANSPILER_CACHE_PATH: '0' },
      stdout: 'pipe',
      stderr: 'pipe',
    })
    const [out, err] = await Promise.all([child.stdout.text(), child.stderr.text()])
    expect({ code: await child.exited, err }).toMatchObject({ code: 0 })
    const { pid, url }: { pid: number; url: string } = JSON.parse(out)
    expect(url).toStartWith('postgres://landale:')
    expect(statSync(data.options.folder).uid).toBe(nobody)
    expect(isAlive(pid)).toBe(false)
  }, 30_000)
}
