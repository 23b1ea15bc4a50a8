import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { chownSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasArchive, movedAside } from '@landale/database'
import { archived } from '../../apps/server/tests/archive.ts'
import { embeddedServer, type TestDatabase } from '../../packages/database/tests/servers.ts'
import { serverProcess } from '../../packages/testing/src/server.ts'
import { makeBackup } from '../backup/make.ts'
import type { Manifest } from '../backup/manifest.ts'
import { writeBackup } from '../backup/pack.ts'
import { readManifest, unpack } from '../backup/unpack.ts'
import { restoreBackup } from '../restore/restore.ts'
import { noProgress, type Progress } from '../tools/progress.ts'
import {
  complaints,
  connectTo,
  emptyDatabase,
  emptyFolder,
  installationAt,
  limitMs,
  makePast,
  once,
  type Place,
  serverAt,
  variablesOf,
} from './fixture.ts'

describe('a restore', () => {
  const stack = new AsyncDisposableStack()
  let database: TestDatabase
  /** A backup, and a place with another past: its database is one of `database`. */
  let file = ''
  let there: Place

  beforeAll(async () => {
    database = stack.use(await embeddedServer())
    const origin: Place = { dataDir: emptyFolder(stack), databaseUrl: await emptyDatabase(database.url) }
    await makePast(origin, 400)
    file = join(emptyFolder(stack), 'origin.backup')
    await makeBackup({ installation: installationAt(origin), file })
    there = { dataDir: emptyFolder(stack), databaseUrl: await emptyDatabase(database.url) }
    await makePast(there, 60)
  }, limitMs)
  afterAll(() => stack.disposeAsync(), limitMs)

  const restore = (place: Place, from: string, more: { logOnly?: boolean; progress?: Progress } = {}) =>
    restoreBackup({ installation: installationAt(place), file: from, ...more })

  /** What a failed restore must not have changed. */
  async function stateOf({ dataDir, databaseUrl = '' }: Place) {
    const sql = connectTo(databaseUrl)
    try {
      const [state] = await sql`select * from landale.archive_state`
      const events = await sql`select position, id, payload from landale.events order by position`
      const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).sort()
      const log = Bun.hash(readFileSync(join(dataDir, 'log/events.sqlite')))
      return { state: { ...state }, events: [...events], aside: await movedAside(sql), files, log }
    } finally {
      await sql.end({ timeout: 1 })
    }
  }

  /** The same backup with another manifest, sealed as a true one. */
  async function forged(folder: string, change: (manifest: Manifest) => unknown): Promise<string> {
    const files = join(folder, 'files')
    mkdirSync(files)
    const manifest = await readManifest(file)
    await unpack(file, manifest, files, () => {})
    const path = join(folder, 'forged.backup')
    await writeBackup(path, change(manifest) as Manifest, files, () => {})
    return path
  }

  test('is refused where a single byte of the file is another, or its end is missing, and touches nothing', async () => {
    await using own = new AsyncDisposableStack()
    const before = await stateOf(there)
    const whole = readFileSync(file)
    const path = join(emptyFolder(own), 'damaged.backup')
    const places = Array.from({ length: 24 }, (_, n) => Math.floor(((n + 0.37) / 24) * whole.length))
    const ends = [0, 156, 511, 513, whole.length - 1, whole.length - 1_025, whole.length - 1_500, whole.length - 2_040]
    for (const at of [...places, ...ends]) {
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ 0x10
      writeFileSync(path, damaged)
      expect([at, await failureOf(restore(there, path))]).toEqual([at, expect.stringContaining(path)])
    }
    for (const length of [0, 100, 512, 5_000, whole.length - 512, whole.length - 1_024, whole.length - 4_096]) {
      writeFileSync(path, whole.subarray(0, length))
      expect([length, await failureOf(restore(there, path))]).toEqual([length, expect.stringContaining(path)])
    }
    expect(await stateOf(there)).toEqual(before)
  })

  test('is refused for a newer format, unknown migrations, and a log that is not the manifest’s', async () => {
    await using own = new AsyncDisposableStack()
    const before = await stateOf(there)
    const newer = await forged(emptyFolder(own), (manifest) => ({ ...manifest, format: 2, more: true }))
    expect(restore(there, newer)).rejects.toThrow('reads up to 1: update Landale')
    const migrated = await forged(emptyFolder(own), ({ database: copy, ...manifest }) => ({
      ...manifest,
      database: copy && { ...copy, migrations: [...copy.migrations, 'f'.repeat(64)] },
    }))
    expect(restore(there, migrated)).rejects.toThrow('newer version of Landale')
    const longer = await forged(emptyFolder(own), (manifest) => ({ ...manifest, head: manifest.head + 1 }))
    expect(restore(there, longer)).rejects.toThrow('its log is another than its manifest says')
    const fewer = await forged(emptyFolder(own), ({ database: copy, ...manifest }) => ({
      ...manifest,
      database: copy && { ...copy, tables: { ...copy.tables, people: { rows: 1, columns: ['id'] } } },
    }))
    expect(restore(there, fewer)).rejects.toThrow('people has not 1 rows')
    for (const path of [newer, migrated, longer, fewer]) await failureOf(restore(there, path))
    expect(await stateOf(there)).toEqual(before)
  })

  test('is refused while a server runs, and while another archives into the database', async () => {
    await using own = new AsyncDisposableStack()
    const place: Place = { dataDir: emptyFolder(own), databaseUrl: await emptyDatabase(database.url) }
    const server = own.use(await serverAt(place))
    await archived(server)
    expect(await failureOf(restore(place, file))).toContain('a server runs on')
    const elsewhere = { ...place, dataDir: emptyFolder(own) }
    expect(await failureOf(restore(elsewhere, file))).toContain('archives into this database now')
    expect(readdirSync(elsewhere.dataDir)).toEqual([])
  })

  // Only root could do harm there: anybody else may not write.
  if (process.getuid?.() === 0)
    test('is refused to root where the data folder is somebody else’s', async () => {
      await using own = new AsyncDisposableStack()
      const dataDir = emptyFolder(own)
      chownSync(dataDir, 12_345, 12_345)
      expect(await failureOf(restore({ ...there, dataDir }, file))).toContain('belongs to the user 12345')
    })

  test(
    'that fails in the database, in whatever way, leaves everything as it was',
    async () => {
      const before = await stateOf(there)
      const url = new URL(there.databaseUrl ?? '')
      await once(url.href, `do $$ begin create role reader login password 'reader'; exception when duplicate_object then end $$`)
      await once(url.href, 'grant usage on schema landale to reader')
      const reader = Object.assign(new URL(url), { username: 'reader', password: 'reader' }).href
      expect(await failureOf(restore({ ...there, databaseUrl: reader }, file))).toContain('everything is as it was before')
      expect(await stateOf(there)).toEqual(before)

      await once(
        url.href,
        `create function refuse_people() returns event_trigger language plpgsql as $$ begin
        if to_regclass('landale.people') is not null and not exists (select from pg_constraint where conname = 'refused') then
          alter table landale.people add constraint refused check (login is null); end if; end $$;
      create event trigger refuse_people on ddl_command_end when tag in ('CREATE TABLE') execute function refuse_people()`,
      )
      expect(await failureOf(restore(there, file))).toContain('violates check constraint "refused"')
      await once(url.href, 'drop event trigger refuse_people; drop function refuse_people')
      expect(await stateOf(there)).toEqual(before)

      let restarted: Promise<void> | undefined
      const killing: Progress = {
        ...noProgress,
        at(what) {
          if (what !== 'loading people' || restarted !== undefined) return
          restarted = database.kill().then(() => database.start())
          // Long enough for its processes to see that their postmaster is gone.
          Bun.sleepSync(1_500)
        },
      }
      expect(await failureOf(restore(there, file, { progress: killing }))).toContain('everything is as it was before')
      await restarted
      expect(await stateOf(there)).toEqual(before)
    },
    limitMs,
  )

  test(
    'that fails in a new cluster of its own, or at the last move, leaves everything as it was',
    async () => {
      await using own = new AsyncDisposableStack()
      const dataDir = emptyFolder(own)
      const place: Place = { dataDir, databaseUrl: undefined }
      await restore(place, file)
      const before = readdirSync(dataDir).sort()
      const killing: Progress = {
        ...noProgress,
        at(what) {
          if (what !== 'loading people') return
          const [staging] = readdirSync(dataDir).filter((name) => name.startsWith('restore-'))
          const pid = Number(readFileSync(join(dataDir, staging ?? '', 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
          process.kill(pid, 'SIGQUIT')
          Bun.sleepSync(1_000)
        },
      }
      expect(await failureOf(restore(place, file, { progress: killing }))).toContain('everything is as it was before')
      expect(readdirSync(dataDir).sort()).toEqual(before)
      const losing: Progress = {
        ...noProgress,
        at(what) {
          const staging = readdirSync(dataDir).find((name) => name.startsWith('restore-'))
          // What is moved last is gone.
          if (what === 'moving' && staging !== undefined) rmSync(join(dataDir, staging, 'log'), { recursive: true })
        },
      }
      expect(await failureOf(restore(place, file, { progress: losing }))).toContain('everything is as it was before')
      expect(readdirSync(dataDir).sort()).toEqual(before)
      expect(await complaints(place)).toEqual([])
    },
    limitMs,
  )

  test(
    'moves aside what was there, keeps the keys, and leaves out the archive where that is asked for',
    async () => {
      await using own = new AsyncDisposableStack()
      const dataDir = emptyFolder(own)
      const databaseUrl = await emptyDatabase(database.url)
      cpSync(there.dataDir, dataDir, { recursive: true })
      writeFileSync(join(dataDir, 'control.key'), 'a-key-that-stays-0000\n', { mode: 0o600 })
      const place: Place = { dataDir, databaseUrl }
      const first = await restore(place, file)
      expect(first?.aside.schema).toBeUndefined()
      expect(readdirSync(first?.aside.folder ?? '')).toEqual(['log'])
      expect(readFileSync(join(dataDir, 'control.key'), 'utf8')).toBe('a-key-that-stays-0000\n')
      const second = await restore(place, file)
      expect(second?.aside.schema).toStartWith('landale_before_')
      expect(await complaints(place)).toEqual([
        expect.stringMatching(/^warn before a restore: .*before-restore-/),
        expect.stringMatching(/^warn before a restore: .*before-restore-/),
        expect.stringMatching(/^warn before a restore: the schema landale_before_/),
      ])
      expect(await failureOf(restore({ dataDir: emptyFolder(own), databaseUrl: 'none' }, file))).toContain('give --log-only')
      const alone: Place = { dataDir: emptyFolder(own), databaseUrl: await emptyDatabase(database.url) }
      await restore(alone, file, { logOnly: true })
      expect(await hasArchive(alone.databaseUrl ?? '')).toBe(false)
      await using server = await serverAt(alone)
      await archived(server)
      expect(await complaints(alone)).toEqual([])
    },
    limitMs,
  )

  test(
    'and a backup and the doctor are commands, whose exit codes say how it went',
    async () => {
      await using own = new AsyncDisposableStack()
      const place: Place = { dataDir: emptyFolder(own), databaseUrl: 'none' }
      const folder = emptyFolder(own)
      const run = async (command: string, ...args: string[]) => {
        const child = Bun.spawn([process.execPath, join(import.meta.dir, `../${command}.ts`), ...args], {
          cwd: folder,
          env: { ...process.env, ...variablesOf(place), LANDALE_DATA_DIR: place.dataDir },
          stdin: 'ignore',
          stdout: 'pipe',
          stderr: 'pipe',
        })
        const [out, err] = await Promise.all([child.stdout.text(), child.stderr.text()])
        return { code: await child.exited, out, err }
      }
      const server = await serverProcess({ dataDir: place.dataDir })
      expect(await run('backup')).toMatchObject({ code: 0, err: '' })
      const [name = ''] = readdirSync(folder)
      expect(name).toMatch(/^landale-\d{8}T\d{6}Z\.backup$/)
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
      expect(await run('restore', name)).toMatchObject({ code: 1, err: expect.stringContaining('stop it first') })
      await server.terminate()
      expect(await run('restore', name)).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Restored:') })
      const { code, out } = await run('doctor', '--json')
      expect([code, JSON.parse(out).ok]).toEqual([0, true])
      expect((await run('doctor')).out).toContain('ok    log: positions')
      expect(await run('restore', 'nothing')).toMatchObject({ code: 1, err: expect.stringContaining('there is no file') })
      for (const command of ['backup', 'restore', 'doctor', 'export', 'import'])
        expect(await run(command, '--help')).toMatchObject({ code: 0, out: expect.stringContaining(`bun run ${command}`) })
      expect(await run('backup', '--nonsense')).toMatchObject({ code: 1, err: expect.stringContaining('--nonsense') })
    },
    limitMs,
  )
})

async function failureOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
