import type { Event } from '@landale/protocol'
import type postgres from 'postgres'
import type { Sql } from '../connection.ts'
import { ArchiveRefusedError, isPoison, messageOf } from '../errors.ts'
import type { Capabilities } from '../timescale/set-up.ts'
import { type ArchiveBatch, type ArchiveRow, bare, sanitized } from './batch.ts'
import { Derived } from './derived.ts'
import { EventRows, insertEvents } from './event-rows.ts'
import { statementsFor } from './statements.ts'

/** An event whose own row was refused, and why; in its place the archive's readers are given its JSON as the log had it. */
export type Reject = { position: number; reason: string }

type KeptReject = Reject & { body: string }

export type WriterOptions = { sql: Sql; capabilities: Pick<Capabilities, 'aggregates'> }

/** Where the archive stands is not where this writer left it: somebody else wrote, or a commit of ours landed unheard. */
export class ArchiveMovedError extends Error {
  override readonly name = 'ArchiveMovedError'
  readonly retryable = true
}

/** Events of one statement: while the server inserts them, the next are encoded. */
const statementEvents = 1_000

/**
 * Puts the log into the archive, batch by batch, each in one transaction that begins by moving `archived_position` from where
 * this writer knows it to be. So every row of it is new, whatever crashed before, and is counted once.
 */
export class ArchiveWriter {
  readonly #sql: Sql
  readonly #keepsAggregates: boolean
  #position = 0

  constructor({ sql, capabilities }: WriterOptions) {
    this.#sql = sql
    this.#keepsAggregates = capabilities.aggregates === 'written'
  }

  /** Up to where the archive holds everything, as far as this writer knows. */
  get position(): number {
    return this.#position
  }

  /**
   * Takes the database for the log of this epoch; gives back up to where it holds that log. Rejects with ArchiveRefusedError
   * where it is another log's archive, or holds more than a log whose last position is `head`.
   */
  async claim(epoch: string, head: number): Promise<number> {
    await this.#sql`insert into landale.archive_state values (true, ${epoch}, 0) on conflict do nothing`
    const [state] = await this.#sql<{ epoch: string; position: string }[]>`
      select epoch, archived_position as position from landale.archive_state`
    const position = Number(state?.position ?? 0)
    if (state?.epoch !== epoch) {
      throw new ArchiveRefusedError(
        'the database is the archive of another log; set DATABASE_URL to another database, or restore the backup that belongs to it',
      )
    }
    if (position > head) {
      throw new ArchiveRefusedError(
        `the archive holds events up to ${position} and the log ends at ${head}: the data folder is older than its archive; restore a backup of both`,
      )
    }
    this.#position = position
    return position
  }

  /**
   * Adds a batch that begins right after `position`. A row that the database refuses for what it holds is set aside with its
   * reason, and those around it go in. Rejects where the database is away; everything up to `position` is there then.
   */
  async write(batch: ArchiveBatch): Promise<Reject[]> {
    try {
      await this.#add(batch, [])
      return []
    } catch (error) {
      if (!isPoison(error)) throw error
      const middle = Math.ceil(batch.rows.length / 2)
      if (batch.rows.length > 1) {
        const before = await this.write({ ...batch, rows: batch.rows.slice(0, middle), snapshots: [] })
        return [...before, ...(await this.write({ ...batch, rows: batch.rows.slice(middle) }))]
      }
      const [row] = batch.rows
      if (row === undefined) throw error
      return [await this.#setAside(batch, row, messageOf(error))]
    }
  }

  async #setAside(batch: ArchiveBatch, row: ArchiveRow, reason: string): Promise<Reject> {
    const reject = { position: row.position, reason, body: row.body }
    try {
      await this.#add({ ...batch, rows: [sanitized(row)] }, [reject])
    } catch (error) {
      if (!isPoison(error)) throw error
      await this.#add({ rows: [bare(row)], sessions: [], snapshots: [] }, [reject])
    }
    return { position: row.position, reason }
  }

  async #add({ rows, sessions, snapshots }: ArchiveBatch, rejects: readonly KeptReject[]): Promise<void> {
    const last = rows.at(-1)?.position ?? this.#position
    await this.#sql.begin(async (sql) => {
      const moved = await sql`
        update landale.archive_state set archived_position = ${last} where archived_position = ${this.#position}`
      if (moved.count === 0) throw new ArchiveMovedError('the archive moved under its writer')
      const derived = new Derived()
      await insert(sql, rows, derived)
      await Promise.all(statementsFor(sql, { derived, sessions, snapshots, rejects, keepsAggregates: this.#keepsAggregates }))
    })
    this.#position = last
  }
}

/** Sends the events statement by statement, none awaited before the next, so that one side encodes while the other inserts. */
async function insert(sql: postgres.TransactionSql, rows: readonly ArchiveRow[], derived: Derived): Promise<void> {
  const sent: Promise<void>[] = []
  for (let start = 0; start < rows.length; start += statementEvents) {
    const events = new EventRows()
    for (const { feeds, body } of rows.slice(start, start + statementEvents)) {
      const event = JSON.parse(body) as Event
      derived.take(event)
      events.add(event, feeds)
    }
    const one = send(sql, events)
    // Looked at when all are sent; until then one that fails is not left to itself.
    one.catch(() => undefined)
    sent.push(one)
    // The client writes to its socket between turns.
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  await Promise.all(sent)
}

async function send(sql: postgres.TransactionSql, events: EventRows): Promise<void> {
  const { count } = await sql.unsafe(insertEvents, events.parameters, { prepare: true })
  if (count !== events.count)
    throw new ArchiveRefusedError('the archive holds events beyond its own archived position; run bun run doctor')
}
