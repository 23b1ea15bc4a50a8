import type postgres from 'postgres'
import { connect, type Sql } from '../connection.ts'
import { ArchiveRefusedError } from '../errors.ts'

const namePattern = /^landale_before_[0-9a-z]+$/

/** Whether the database has a schema of ours. Rejects where the database does not answer. */
export async function hasArchive(url: string): Promise<boolean> {
  return await once(url, async (sql) => {
    const [row] = await sql<{ found: boolean }[]>`select to_regnamespace('landale') is not null as found`
    return row?.found === true
  })
}

/** Names of the programs that archive into this database now, as far as its server shows them to us. */
export async function archivingNow(url: string): Promise<string[]> {
  return await once(url, async (sql) => {
    const rows = await sql<{ name: string; host: string | null }[]>`
      select distinct application_name as name, client_addr::text as host from pg_stat_activity
      where datname = current_database() and application_name = 'landale archive'`
    return rows.map(({ name, host }) => (host === null ? name : `${name} of ${host}`))
  })
}

/**
 * Gives the schema of ours another name, with everything in it but extensions, which the next one needs too. Rejects with
 * ArchiveRefusedError where one of them cannot leave it; then nothing was changed.
 */
export async function moveAside(url: string, name: string): Promise<void> {
  await once(url, async (sql) => {
    await sql.begin(async (transaction) => {
      // A server that reads would be waited for; not for ever.
      await transaction`set local lock_timeout = '30s'`
      await freeExtensions(transaction)
      await transaction.unsafe(`alter schema landale rename to ${checked(name)}`)
    })
  })
}

/** An extension lies in our schema where the database's user bears its name: PostgreSQL looks there first. */
async function freeExtensions(sql: Sql | postgres.TransactionSql): Promise<void> {
  const inside = await sql<{ name: string; relocatable: boolean }[]>`
    select extname as name, extrelocatable as relocatable from pg_extension where extnamespace = to_regnamespace('landale')`
  for (const { name, relocatable } of inside) {
    if (!relocatable)
      throw new ArchiveRefusedError(
        `the extension ${name} lies in the schema landale and cannot be moved: set DATABASE_URL to an empty database`,
      )
    await sql`alter extension ${sql(name)} set schema public`
  }
}

/** Takes back what followed `moveAside` to `name`, whether that came about or not. `wasThere`: there was a schema to move. */
export async function putBack(url: string, name: string, wasThere: boolean): Promise<void> {
  await once(url, async (sql) => {
    const [row] = await sql<{ isAside: boolean }[]>`select to_regnamespace(${checked(name)}) is not null as "isAside"`
    // Not moved, so what bears our name is what was there.
    if (wasThere && row?.isAside !== true) return
    await dropChunks(sql)
    await sql.begin(async (transaction) => {
      await transaction.unsafe('drop schema if exists landale cascade')
      if (wasThere) await transaction.unsafe(`alter schema ${checked(name)} rename to landale`)
    })
  })
}

/** A transaction keeps a lock for everything that it drops: years of chunks are more than a server has room for. */
async function dropChunks(sql: Sql): Promise<void> {
  const [found] = await sql<{ is_there: boolean }[]>`
    select to_regclass('timescaledb_information.hypertables') is not null as is_there`
  if (found?.is_there !== true) return
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', hypertable_schema, hypertable_name) as name from timescaledb_information.hypertables
    where hypertable_schema = 'landale'`
  for (const { name } of tables) {
    for (;;) {
      const chunks = await sql<
        { name: string }[]
      >`select chunk::text as name from show_chunks(${name}::regclass) as chunk limit 50`
      if (chunks.length === 0) break
      await sql.unsafe(`drop table ${chunks.map((chunk) => chunk.name).join(', ')} cascade`)
    }
  }
}

/** The schemas that restores moved aside: their names, sizes in bytes. */
export async function movedAside(sql: Sql): Promise<{ name: string; bytes: number }[]> {
  const rows = await sql<{ name: string; bytes: string }[]>`
    select nspname as name, coalesce((select sum(pg_total_relation_size(c.oid)) from pg_class c
      where c.relnamespace = n.oid and c.relkind in ('r', 'm')), 0)::bigint as bytes
    from pg_namespace n where nspname ~ '^landale_before_' order by 1`
  return rows.map(({ name, bytes }) => ({ name, bytes: Number(bytes) }))
}

/** An identifier cannot be a parameter. */
function checked(name: string): string {
  if (!namePattern.test(name)) throw new Error(`"${name}" is no name of a schema that was moved aside`)
  return name
}

async function once<Answer>(url: string, work: (sql: Sql) => Promise<Answer>): Promise<Answer> {
  const sql = connect({ url, max: 1, statementTimeoutMs: 0, name: 'landale tool' })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 1 })
  }
}
