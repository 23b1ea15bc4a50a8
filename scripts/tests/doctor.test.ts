import { Database } from 'bun:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { cpSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { archived } from '../../apps/server/tests/archive.ts'
import { embeddedServer, type TestDatabase } from '../../packages/database/tests/servers.ts'
import { leftoverPostgres } from '../restore/leftover-postgres.ts'
import { logPath } from '../tools/installation.ts'
import { complaints, emptyDatabase, emptyFolder, limitMs, makePast, once, type Place, serverAt } from './fixture.ts'

const count = 1_400

describe('the doctor', () => {
  const stack = new AsyncDisposableStack()
  let database: TestDatabase
  let healthy: Place
  let hotStart = 0

  beforeAll(async () => {
    database = stack.use(await embeddedServer())
    healthy = { dataDir: emptyFolder(stack), databaseUrl: await emptyDatabase(database.url) }
    await makePast(healthy, count)
    using log = new Database(logPath(join(healthy.dataDir, 'log')), { readonly: true })
    hotStart = log.query<{ first: number }, []>('select min(position) as first from events').get()?.first ?? 0
  }, limitMs)
  afterAll(() => stack.disposeAsync(), limitMs)

  /** What it says of the same log and archive after something was done to them. */
  async function after({ log, archive }: { log?: string; archive?: string }, { full = false } = {}): Promise<string[]> {
    await using own = new AsyncDisposableStack()
    const dataDir = emptyFolder(own)
    cpSync(healthy.dataDir, dataDir, { recursive: true })
    const name = `test_${crypto.randomUUID().slice(0, 8)}`
    const template = new URL(healthy.databaseUrl ?? '').pathname.slice(1)
    await once(database.url, `create database "${name}" template "${template}"`)
    const url = new URL(database.url)
    url.pathname = `/${name}`
    if (archive) await once(url.href, archive)
    if (log) {
      using db = new Database(logPath(join(dataDir, 'log')))
      db.run(log)
    }
    return await complaints({ dataDir, databaseUrl: url.href }, { full })
  }

  test('has nothing to say of a healthy pair', async () => {
    expect(await after({})).toEqual([])
    expect(await after({}, { full: true })).toEqual([])
    expect(hotStart).toBeGreaterThan(100)
  })

  test('finds what is missing, changed or doubled in the archive', async () => {
    const deleted = await after({ archive: 'delete from landale.events where position = 77' })
    expect(deleted).toContainEqual('FAIL archive: positions: 1 are missing, after 76')
    expect(deleted).toContainEqual(expect.stringContaining('FAIL archive: sessions: seq is not what it should be in ses_'))
    expect(deleted).toContainEqual('FAIL archive: hours: the sums are not those of the events')
    const both = await after({ archive: `delete from landale.events where position in (${hotStart + 5}, ${hotStart + 9})` })
    expect(both).toContainEqual(
      expect.stringMatching(/^FAIL both: events: of \d+ to \d+ the log has \d+ events, and the archive \d+$/),
    )
    for (const change of [
      `payload = payload || '{"text": "another"}'`,
      `metadata = jsonb_set(metadata, '{occurred_at}', '"2020-01-01T00:00:00.000Z"')`,
      `actor = 'somebody'`,
      `idempotency_key = null`,
      'feeds = feeds | 512',
    ])
      expect(await after({ archive: `update landale.events set ${change} where position = ${hotStart + 7}` })).toContainEqual(
        `FAIL both: events: not the same in the log and the archive: ${hotStart + 7}`,
      )
    expect(await after({ archive: `update landale.events_daily set amount = amount + 1 where actor = 'system'` })).toEqual([
      'FAIL archive: days: the sums are not those of the events',
    ])
    expect(await after({ archive: `update landale.events_hourly set events = events + 1` }, { full: true })).toEqual([
      expect.stringMatching(/^FAIL archive: hours: the sums are not those of the events: 20\d\d-.* and \d+ more$/),
    ])
    expect(await after({ archive: `insert into landale.snapshots values ('of nobody', 99999, '{}')` })).toEqual([
      expect.stringContaining('FAIL archive: snapshots: '),
    ])
    const reject = `insert into landale.archive_rejects values (5, 'no such thing', '{}'), (6, 'no such thing', '{}')`
    expect(await after({ archive: reject })).toEqual([
      'warn archive: rejects: kept as their JSON, out of reach of a search: 2 for "no such thing"',
    ])
  })

  test('finds a hole between the log and its archive, another epoch, and an archive that is behind or ahead', async () => {
    const end = hotStart - 4
    const hole = await after({
      archive: `delete from landale.events where position > ${end}; update landale.archive_state set archived_position = ${end}`,
    })
    expect(hole).toContainEqual(`FAIL both: seam: neither holds the events from ${end + 1} to ${hotStart - 1}`)
    expect(hole).toContainEqual(expect.stringMatching(/^FAIL both: archived position: the log takes \d+ for archived/))
    const epoch = await after({ archive: `update landale.archive_state set epoch = 'another'` })
    expect(epoch).toEqual([expect.stringMatching(/^FAIL both: epoch: the log's is .* and the archive's another/)])
    const ahead = await after({ log: `delete from events where position > ${hotStart + 50}` })
    expect(ahead).toContainEqual(expect.stringContaining(`and the log at ${hotStart + 50}`))
  })

  test('finds what is wrong in the log itself', async () => {
    const hole = await after({ log: `delete from events where position = ${hotStart + 20}` })
    expect(hole).toContainEqual(`FAIL log: positions: 1 are missing, after ${hotStart + 19}`)
    expect(hole).toContainEqual(expect.stringContaining('FAIL log: sessions: seq is not'))
    expect(await after({ log: 'update sessions set last_seq = last_seq + 1' })).toContainEqual(
      expect.stringContaining('FAIL log: sessions: seq is not'),
    )
    const moved = `update events set body = json_set(body, '$.seq', 1) where position = ${hotStart + 20}`
    expect(await after({ log: moved })).toContainEqual('FAIL log: events: 1 events say another place than their row')
    expect(await after({ log: 'update idempotency set seq = seq + 1 where position % 2 = 0' })).toEqual([
      expect.stringMatching(/^FAIL log: idempotency keys: \d+ of \d+ do not lead to their event$/),
    ])
    expect(await after({ log: `update snapshots set position = 99999` })).toEqual([
      expect.stringContaining('FAIL log: snapshots: '),
    ])
    const back = `update events set inserted_at = inserted_at - 9999999 where position = ${hotStart + 20}`
    expect(await after({ log: back })).toContainEqual('FAIL log: times: go back 1 times along the positions')
  })

  test('says so of a file that is no log any more, of a database that is away, and of a folder that is not there', async () => {
    await using own = new AsyncDisposableStack()
    const dataDir = emptyFolder(own)
    cpSync(healthy.dataDir, dataDir, { recursive: true })
    const away = await complaints({ dataDir, databaseUrl: 'postgres://nobody@127.0.0.1:9/none' })
    expect(away).toEqual([expect.stringContaining('FAIL archive: ')])
    const file = openSync(logPath(join(dataDir, 'log')), 'r+')
    for (let page = 3; page < 40; page += 1) writeSync(file, Buffer.alloc(4_000, 0x5a), 0, 4_000, page * 8_192)
    expect(await complaints({ dataDir, databaseUrl: 'none' })).toEqual([expect.stringContaining('FAIL log: file: ')])
    writeSync(file, 'no database', 0)
    expect((await complaints({ dataDir, databaseUrl: 'none' })).join()).toContain('file is not a database')
    expect(await complaints({ dataDir: join(dataDir, 'nowhere'), databaseUrl: 'none' })).toEqual([
      expect.stringContaining('FAIL data folder: '),
    ])
  })

  test(
    'warns of what was left behind: unfinished files, what restores moved aside, a PostgreSQL without its server',
    async () => {
      await using own = new AsyncDisposableStack()
      const place: Place = { dataDir: emptyFolder(own), databaseUrl: undefined }
      const folder = emptyFolder(own)
      {
        await using server = await serverAt(place)
        await archived(server)
        expect(await complaints(place)).toEqual([])
        await server.kill()
      }
      mkdirSync(join(place.dataDir, 'restore-20260101T000000000Z.partial'))
      mkdirSync(join(place.dataDir, 'before-restore-20260101T000000000Z'))
      writeFileSync(join(folder, 'landale-20260101T000000Z.backup.partial'), 'x'.repeat(1_234))
      writeFileSync(join(folder, 'somebodys.partial'), '')
      const pid = await leftoverPostgres(join(place.dataDir, 'postgres'))
      expect(await complaints(place, { folder })).toEqual([
        expect.stringMatching(/^warn unfinished: .*restore-20260101T000000000Z\.partial, 0 bytes, 0 hours old/),
        expect.stringMatching(/^warn unfinished: .*\.backup\.partial, 1\.2 KB, 0 hours old/),
        expect.stringMatching(/^warn before a restore: .*before-restore-20260101T000000000Z/),
        `warn left running: PostgreSQL (pid ${pid}) outlived its server`,
      ])
      // It is left as it is; the next server takes it over and ends it.
      expect(await leftoverPostgres(join(place.dataDir, 'postgres'))).toBe(pid)
      const next = await serverAt(place)
      await archived(next)
      await next.terminate()
      expect(await leftoverPostgres(join(place.dataDir, 'postgres'))).toBeUndefined()
    },
    limitMs,
  )
})
