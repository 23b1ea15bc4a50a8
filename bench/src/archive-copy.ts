import type { Sql } from '@landale/database'
import { SQL } from 'bun'

const chunkBytes = 65_536

/** Tables that COPY alone fills: one as `events` is, with all its indexes, and one with none. */
export async function makeCopyTables(sql: Sql, isHypertable: boolean): Promise<void> {
  await sql`create schema bench`
  await sql`create table bench.indexed (like landale.events including all)`
  await sql`create table bench.heap (like landale.events)`
  if (!isHypertable) return
  await sql`select create_hypertable('bench.indexed', by_range('inserted_at', interval '1 day'), create_default_indexes => false)`
}

export async function dropCopyTables(sql: Sql): Promise<void> {
  await sql`drop schema bench cascade`
}

/** COPY through Bun's own client: postgres.js, which everything else uses, now and then waits for ever in the middle of one. */
export class CopyClient implements AsyncDisposable {
  readonly #sql: SQL

  constructor(url: string) {
    this.#sql = new SQL(url, { max: 1 })
  }

  /** What is archived in (after, upTo], as COPY's text in chunks. */
  async read(after: number, upTo: number): Promise<Uint8Array[]> {
    const chunks: Uint8Array[] = []
    const select = `select * from landale.events where position > ${after} and position <= ${upTo} order by position`
    for await (const chunk of this.#sql.unsafe(`copy (${select}) to stdout`).readable()) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    const count = Math.ceil(bytes.length / chunkBytes)
    return Array.from({ length: count }, (_, index) => bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes))
  }

  /** Seconds until the rows are committed in `table`. */
  async write(table: 'bench.indexed' | 'bench.heap', chunks: readonly Uint8Array[]): Promise<number> {
    const startedAt = performance.now()
    const writer = this.#sql.unsafe(`copy ${table} from stdin`).writable().getWriter()
    for (const chunk of chunks) await writer.write(chunk)
    await writer.close()
    return (performance.now() - startedAt) / 1_000
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sql.close()
  }
}
