import { expect, test } from 'bun:test'
import {
  copiedTables,
  copyIn,
  copyOut,
  type DatabaseCopy,
  migrate,
  moveAside,
  putBack,
  requireKnown,
  type Sql,
  writeMigrations,
} from '../src/index.ts'
import {
  type Archive,
  archivedPosition,
  connectTo,
  type Database,
  describeServers,
  failureOf,
  limitMs,
  once,
  temporaryFolder,
} from './fixture.ts'
import { batchesOf, makeLog } from './made-log.ts'

const count = 6_000
const log = makeLog({ seed: 4_711, count, everyMs: 60_000 })

type Copied = { copy: DatabaseCopy; rows: Map<string, Uint8Array[]> }

async function copied(url: string): Promise<Copied> {
  const rows = new Map<string, Uint8Array[]>()
  const copy = await copyOut({
    url,
    async onTable(table, stream) {
      const chunks: Uint8Array[] = []
      for await (const chunk of stream) chunks.push(chunk.slice())
      rows.set(table, chunks)
    },
  })
  return { copy, rows }
}

async function load(url: string, { copy, rows }: Copied, change: Partial<Parameters<typeof copyIn>[0]> = {}): Promise<void> {
  const rowsOf = (table: string) => new Blob((rows.get(table) ?? []) as Uint8Array<ArrayBuffer>[]).stream()
  await copyIn({ url, copy, epoch: 'epoch-of-the-copy', rowsOf, ...change })
}

/** Every row of every table, as text, in an order of its own. */
async function contents(sql: Sql): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {}
  for (const table of copiedTables) {
    const rows = await sql.unsafe<{ row: string }[]>(`select own::text as row from landale.${table} as own order by 1`)
    tables[table] = rows.map(({ row }) => row)
  }
  return tables
}

async function filled(archive: Archive): Promise<void> {
  for (const batch of batchesOf(log, 2_000)) await archive.writer.write(batch)
  const { sql } = archive
  await sql`insert into landale.archive_rejects values (17, ${'a tab\t, a line\n, a \\ and "quotes"'}, ${'{"x":"\\u0000"}'})`
  await sql`update landale.people set note = ${'\\N\ttwo\nlines \\. 観'}, pronouns = '' where id = (select min(id) from landale.people)`
}

async function emptied(database: Database): Promise<Database> {
  await migrate({ url: database.url })
  return database
}

describeServers((server) => {
  test(
    'a copy of an archive is the archive, row by row, under another epoch',
    async () => {
      await using origin = await server.archive()
      await filled(origin)
      const copy = await copied(origin.url)
      expect(copy.copy).toMatchObject({
        archivedPosition: count,
        epoch: 'epoch-of-the-tests',
        tables: { events: { rows: count } },
      })
      requireKnown(copy.copy.migrations)
      await using target = await emptied(await server.database())
      await load(target.url, copy)
      const [there, here] = [await contents(target.sql), await contents(origin.sql)]
      expect(there.archive_state).toEqual([`(t,epoch-of-the-copy,${count})`])
      expect({ ...there, archive_state: [] }).toEqual({ ...here, archive_state: [] })
    },
    limitMs,
  )

  test(
    'one that is made while others write is of one moment, and what is let go of meanwhile waits for it',
    async () => {
      await using origin = await server.archive()
      const [first, ...rest] = [...batchesOf(log, 500)]
      if (first) await origin.writer.write(first)
      let dropping: Promise<unknown> | undefined
      const rows: Record<string, number> = {}
      const copy = await copyOut({
        url: origin.url,
        async onTable(table, stream) {
          if (dropping === undefined) {
            for (const batch of rest) await origin.writer.write(batch)
            // It is read later, and locked by now.
            dropping = once(origin.url, 'drop table landale.transcriptions cascade')
          }
          rows[table] = 0
          for await (const chunk of stream) for (const byte of chunk) if (byte === 10) rows[table] += 1
        },
      })
      await dropping
      expect(copy.archivedPosition).toBe(500)
      expect(copy.tables.events?.rows).toBe(500)
      expect(Object.fromEntries(Object.entries(copy.tables).map(([name, table]) => [name, table.rows]))).toEqual(rows)
    },
    limitMs,
  )

  test(
    'a load that fails says why, and leaves what no server takes for whole',
    async () => {
      await using origin = await server.archive()
      await filled(origin)
      const whole = await copied(origin.url)
      const { copy, rows } = whole
      await using target = await server.database()
      const failing = async (how: string, change: Partial<Parameters<typeof copyIn>[0]>) => {
        await putBack(target.url, 'landale_before_none', false)
        await migrate({ url: target.url })
        const failure = await failureOf(load(target.url, whole, change))
        expect([how, String(failure)]).toEqual([how, expect.stringContaining(how)])
        expect(await archivedPosition(target.sql)).toBe(0)
      }
      const streamOf = (chunks: readonly Uint8Array[]) => new Blob(chunks as Uint8Array<ArrayBuffer>[]).stream()
      const bytes = (table: string) => rows.get(table) ?? []
      const instead = (table: string, stream: () => ReadableStream<Uint8Array>) => (asked: string) =>
        asked === table ? stream() : streamOf(bytes(asked))
      await failing('duplicate key', { rowsOf: instead('people', () => streamOf([...bytes('people'), ...bytes('people')])) })
      await failing('rows went in', {
        copy: { ...copy, tables: { ...copy.tables, events: { rows: count + 1, columns: copy.tables.events?.columns ?? [] } } },
      })
      // After the last whole row.
      await failing('missing data', {
        rowsOf: instead('events', () => streamOf([...bytes('events'), Buffer.from('12\thalf a row')])),
      })
      await failing('the disk broke', {
        rowsOf: instead('sessions', () => new ReadableStream({ pull: (control) => control.error(new Error('the disk broke')) })),
      })
      const stopping = new AbortController()
      await failing('given up', {
        signal: stopping.signal,
        onTable: (table) => table === 'people' && stopping.abort(new Error('given up')),
      })
      await failing('terminat', {
        onTable: (table) => {
          if (table !== 'people') return
          const killed = once(
            target.url,
            `select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid() and query ilike 'copy landale.%'`,
          )
          void killed
        },
        rowsOf: instead('people', () => slowly(bytes('people'))),
      })
    },
    limitMs,
  )

  test(
    'what is moved aside keeps working, and comes back',
    async () => {
      await using origin = await server.archive()
      await filled(origin)
      const before = await contents(origin.sql)
      await putBack(origin.url, 'landale_before_x', true)
      expect(await contents(origin.sql)).toEqual(before)
      await moveAside(origin.url, 'landale_before_x')
      await migrate({ url: origin.url })
      expect((await contents(origin.sql)).events).toEqual([])
      const [kept] = await origin.sql<{ n: string }[]>`select count(*) as n from landale_before_x.events`
      expect(Number(kept?.n)).toBe(count)
      await putBack(origin.url, 'landale_before_x', true)
      await migrate({ url: origin.url })
      expect(await contents(origin.sql)).toEqual(before)
      expect(moveAside(origin.url, 'landale_before_x; drop schema landale')).rejects.toThrow('no name of a schema')
    },
    limitMs,
  )

  // TimescaleDB has a procedure of that name already, and without its community edition no such views.
  if (server.kind === 'embedded')
    test(
      'counts that TimescaleDB kept become tables of exact ones, and tables become its counts',
      async () => {
        await using origin = await server.archive()
        await filled(origin)
        const exact = await contents(origin.sql)
        // A stand-in for what only its community edition has: the same names, kept by somebody else, and late.
        await once(
          origin.url,
          `create table public.kept_hourly as select * from landale.events_hourly; update public.kept_hourly set events = events - 1;
        insert into public.kept_hourly values ('2020-01-01T05:00Z', 'long.gone', 'live', 7, 0);
        drop table landale.events_hourly; create view landale.events_hourly as select * from public.kept_hourly;
        create table public.refreshed (name text);
        create procedure public.refresh_continuous_aggregate(name text, a timestamptz, b timestamptz) language sql
          as 'insert into public.refreshed values (name)'`,
        )
        const copy = await copied(origin.url)
        expect(copy.copy.aggregates).toBe('continuous')
        await using plain = await emptied(await server.database())
        await load(plain.url, copy)
        const there = await contents(plain.sql)
        expect(there.events_daily).toEqual(exact.events_daily)
        // The first position is here, so all that can be counted anew is.
        expect(there.events_hourly).toEqual(exact.events_hourly)

        await once(origin.url, 'drop schema landale cascade; truncate public.refreshed')
        await migrate({ url: origin.url })
        await once(
          origin.url,
          'drop table landale.events_hourly; create view landale.events_hourly as select * from public.kept_hourly',
        )
        await load(origin.url, copy)
        expect((await origin.sql`select name from public.refreshed`).map(({ name }) => name)).toEqual(['landale.events_hourly'])
        expect((await contents(origin.sql)).events).toEqual(exact.events)
      },
      limitMs,
    )

  test(
    'a copy of an older schema is loaded as it was, and then brought up to date',
    async () => {
      using folder = temporaryFolder()
      writeMigrations(folder.path, 1)
      await using origin = await server.database()
      await migrate({ url: origin.url, folder: folder.path })
      await once(origin.url, `insert into landale.people values ('twitch', '1', 'one', 'One', now(), now())`)
      const copy = await copied(origin.url)
      expect(copy.copy.migrations).toHaveLength(1)
      requireKnown(copy.copy.migrations)
      expect(() => requireKnown([...copy.copy.migrations].reverse().concat('f'.repeat(64)))).toThrow('newer version')
      await using target = await server.database()
      await migrate({ url: target.url, folder: folder.path })
      await load(target.url, copy)
      await migrate({ url: target.url })
      const sql = connectTo(target.url)
      expect((await contents(sql)).people).toHaveLength(1)
      expect((await sql`select from pg_indexes where indexname = 'events_words'`).count).toBe(1)
      await sql.end({ timeout: 1 })
    },
    limitMs,
  )
})

/** A source that gives a row, and takes a second for the next. */
function slowly(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  const pieces = [chunks[0] ?? new Uint8Array(), ...Array.from({ length: 40 }, () => new Uint8Array([0x0a]))]
  return new ReadableStream({
    async pull(control) {
      const piece = pieces.shift()
      if (piece === undefined) return control.close()
      control.enqueue(piece)
      await Bun.sleep(25)
    },
  })
}
