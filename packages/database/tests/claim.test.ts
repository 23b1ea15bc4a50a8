import { expect, test } from 'bun:test'
import { ArchiveMovedError, ArchiveReader, ArchiveRefusedError, ArchiveWriter, isPoison } from '../src/index.ts'
import { archivedPosition, connectTo, describeServers, epoch, failureOf } from './fixture.ts'
import { batchesOf, makeLog } from './made-log.ts'
import { countBy } from './recount.ts'

const log = makeLog({ seed: 11, count: 300, everyMs: 60_000 })
const [first, second, third] = [...batchesOf(log, 100)]
const [large] = batchesOf(makeLog({ seed: 12, count: 2_000, everyMs: 1_000 }), 2_000)
if (!first || !second || !third || !large) throw new Error('the batches are made')

describeServers((server) => {
  test('the archive of another log is refused, and stays as it is', async () => {
    await using archive = await server.archive()
    await archive.writer.write(first)
    const stranger = new ArchiveWriter(archive)
    const refused = await failureOf(stranger.claim('another epoch', 1_000))
    expect(refused).toBeInstanceOf(ArchiveRefusedError)
    expect(refused).toMatchObject({
      retryable: false,
      message: expect.stringContaining('archive of another log; set DATABASE_URL'),
    })
    expect([...(await archive.sql`select epoch, archived_position::int as at from landale.archive_state`)]).toEqual([
      { epoch, at: 100 },
    ])
  })

  test('an archive that holds more than the log is refused, and both numbers are named', async () => {
    await using archive = await server.archive()
    await archive.writer.write(first)
    const refused = await failureOf(new ArchiveWriter(archive).claim(epoch, 99))
    expect(refused).toBeInstanceOf(ArchiveRefusedError)
    expect(refused).toMatchObject({
      retryable: false,
      message: expect.stringMatching(/up to 100 and the log ends at 99.*restore/),
    })
    expect(await new ArchiveWriter(archive).claim(epoch, 100)).toBe(100)
  })

  test('two who claim an empty database at once: one log has it', async () => {
    await using archive = await server.archive()
    await archive.sql`delete from landale.archive_state`
    const claims = await Promise.all(['a', 'b'].map((name) => failureOf(new ArchiveWriter(archive).claim(name, 0))))
    expect(claims.filter((failure) => failure === undefined)).toHaveLength(1)
    expect(claims.filter((failure) => failure instanceof ArchiveRefusedError)).toHaveLength(1)
  })

  test('a batch whose commit was not heard is sent again: it is refused as moved, and after another claim nothing is double', async () => {
    await using archive = await server.archive()
    const { sql } = archive
    const unheard = new ArchiveWriter(archive)
    expect(await unheard.claim(epoch, 300)).toBe(0)
    await archive.writer.write(first)
    const moved = await failureOf(unheard.write(first))
    expect(moved).toBeInstanceOf(ArchiveMovedError)
    expect(moved).toMatchObject({ retryable: true })
    expect(unheard.position).toBe(0)
    expect(await unheard.claim(epoch, 300)).toBe(100)
    expect(await unheard.write(second)).toEqual([])
    // The first one is now behind in its turn.
    expect(await failureOf(archive.writer.write(second))).toBeInstanceOf(ArchiveMovedError)
    expect(await unheard.write(third)).toEqual([])
    const read = await new ArchiveReader(sql).feeds(0, 300, 1, 1_000)
    expect(read.map(({ position }) => position)).toEqual(log.events.map(({ position }) => position))
    const hours = await sql<{ type: string; events: number }[]>`
      select type, sum(events)::int as events from landale.events_hourly group by 1`
    const recount = [...countBy(log.events, ({ type }) => type)].map(([type, { events }]): [string, number] => [type, events])
    expect(new Map(hours.map(({ type, events }) => [type, events]))).toEqual(new Map(recount))
  })

  test('two who write the same at once: one does, the other hears that the archive moved', async () => {
    await using archive = await server.archive()
    const writers = [new ArchiveWriter(archive), new ArchiveWriter(archive)]
    for (const writer of writers) await writer.claim(epoch, 300)
    const outcomes = await Promise.all(writers.map((writer) => failureOf(writer.write(first))))
    expect(outcomes.filter((failure) => failure === undefined)).toHaveLength(1)
    expect(outcomes.filter((failure) => failure instanceof ArchiveMovedError)).toHaveLength(1)
    expect(await archivedPosition(archive.sql)).toBe(100)
    expect(await new ArchiveReader(archive.sql).countFeeds(0, 300, 1)).toBe(100)
  })

  test('events beyond the archived position, or a position twice in a batch, are refused whole and nothing is changed', async () => {
    await using archive = await server.archive()
    await archive.writer.write(first)
    await archive.sql`update landale.archive_state set archived_position = 50`
    const behind = new ArchiveWriter(archive)
    await behind.claim(epoch, 300)
    const rows = first.rows.slice(50)
    expect(await failureOf(behind.write({ ...first, rows }))).toMatchObject({
      name: 'ArchiveRefusedError',
      message: expect.stringContaining('run bun run doctor'),
    })
    await archive.sql`update landale.archive_state set archived_position = 100`
    await behind.claim(epoch, 300)
    const [row] = second.rows
    expect(await failureOf(behind.write({ ...second, rows: row ? [row, row] : [] }))).toBeInstanceOf(ArchiveRefusedError)
    expect(await archivedPosition(archive.sql)).toBe(100)
    expect(await new ArchiveReader(archive.sql).countFeeds(0, 300, 1)).toBe(100)
  })

  test('a connection that is cut in the middle of a batch: nothing of it is there, and sent again it goes in once', async () => {
    await using archive = await server.archive()
    const other = connectTo(archive.url, 1)
    try {
      // The batch waits for this lock, after its events are in.
      await other`begin`
      await other`lock table landale.sessions in exclusive mode`
      const written = failureOf(archive.writer.write(large))
      const cut = () => other`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'landale test' and datname = current_database() and wait_event_type = 'Lock'`
      while ((await cut()).length === 0) await Bun.sleep(5)
      const failure = await written
      expect(failure).toBeInstanceOf(Error)
      expect(isPoison(failure)).toBe(false)
      await other`rollback`
    } finally {
      await other.end({ timeout: 1 })
    }
    expect(archive.writer.position).toBe(0)
    expect(await archivedPosition(archive.sql)).toBe(0)
    expect(await new ArchiveReader(archive.sql).firstPosition()).toBeUndefined()
    expect(await archive.writer.write(large)).toEqual([])
    expect(await new ArchiveReader(archive.sql).countFeeds(0, 2_000, 1)).toBe(2_000)
  })
})
