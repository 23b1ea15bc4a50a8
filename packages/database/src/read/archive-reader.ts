import type { Sql } from '../connection.ts'
import { readFailure } from '../errors.ts'
import { type EventRow, eventColumns, eventTables, storedEvent } from './event-row.ts'

type StoredEvent = ReturnType<typeof storedEvent>
export type TimeRange = { from: Date; to: Date }

/** The part of the log that has left its hot half, read as the log reads. Rejects with ArchiveUnavailable- or QueryTimeoutError. */
export class ArchiveReader {
  readonly #sql: Sql

  constructor(sql: Sql) {
    this.#sql = sql
  }

  /**
   * Events of a session with `seq > after`, in order, and the first `seq` of it that is here (`after + 1` and more where it is
   * empty). `during` is when the session was written to: where there are chunks it spares the look into other days, and where
   * there are none it would only mislead the planner.
   */
  async session(
    id: string,
    after: number,
    limit: number,
    during?: TimeRange,
  ): Promise<{ events: StoredEvent[]; earliest: number | undefined }> {
    const sql = this.#sql
    const inTime = during ? sql`and event.inserted_at between ${during.from} and ${during.to}` : sql``
    const within = sql`event.session = ${id} ${inTime}`
    return await ask(async () => {
      const [rows, [first]] = await Promise.all([
        sql<EventRow[]>`select ${eventColumns(sql)} from ${eventTables(sql)}
          where ${within} and event.seq > ${after} order by event.seq limit ${limit}`,
        sql<{ seq: string }[]>`select event.seq from landale.events as event where ${within} order by event.seq limit 1`,
      ])
      return { events: rows.map(storedEvent), earliest: first === undefined ? undefined : Number(first.seq) }
    })
  }

  /** Events of any of `feeds` (bits) with a position in `(after, upTo]`, in order. */
  async feeds(after: number, upTo: number, feeds: number, limit: number): Promise<StoredEvent[]> {
    const sql = this.#sql
    return await ask(async () => {
      const rows = await sql<EventRow[]>`select ${eventColumns(sql)} from ${eventTables(sql)}
        where event.position > ${after} and event.position <= ${upTo} and event.feeds & ${feeds} <> 0
        order by event.position limit ${limit}`
      return rows.map(storedEvent)
    })
  }

  async countFeeds(after: number, upTo: number, feeds: number): Promise<number> {
    return await ask(async () => {
      const [row] = await this.#sql<{ events: string }[]>`select count(*) as events from landale.events
        where position > ${after} and position <= ${upTo} and feeds & ${feeds} <> 0`
      return Number(row?.events ?? 0)
    })
  }

  /** The first position that is here; undefined where nothing is. */
  async firstPosition(): Promise<number | undefined> {
    return await ask(async () => {
      const [row] = await this.#sql<{ position: string }[]>`select position from landale.events order by position limit 1`
      return row === undefined ? undefined : Number(row.position)
    })
  }
}

/** How many events are set aside. */
export function countRejects(sql: Sql): Promise<number> {
  return ask(async () => {
    const [row] = await sql<{ rejects: string }[]>`select count(*) as rejects from landale.archive_rejects`
    return Number(row?.rejects ?? 0)
  })
}

/** Runs a query; what fails is told apart by what it means to who asked. */
export async function ask<Answer>(query: () => Promise<Answer>): Promise<Answer> {
  try {
    return await query()
  } catch (error) {
    throw readFailure(error)
  }
}
