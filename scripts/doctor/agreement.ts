import type { Database } from 'bun:sqlite'
import { ArchiveReader, type Sql } from '@landale/database'
import { factsOf } from '@landale/event-log'
import { feedBit } from '@landale/protocol'
import { type Finding, fail, listed, look, ok, restoreAdvice, type Verdict } from './finding.ts'

/** Stretches that are compared event by event, spread over all that both hold, and events in each. */
const stretches = 20
const stretchEvents = 250
const shown = 20

/** Whether the log and its archive belong together. `now` reads the archive as it is; `sql` in the state that is looked at. */
export async function lookAtAgreement(db: Database, sql: Sql, now: Sql, full: boolean): Promise<Finding[]> {
  const { epoch, head, start, archivedPosition } = factsOf(db)
  // After the log was read: what is archived meanwhile is no fault of either.
  const [state] = await now<{ epoch: string; position: string }[]>`
    select epoch, archived_position as position from landale.archive_state`
  const archived = Number(state?.position ?? 0)
  return [
    await look('both: epoch', () => {
      if (state === undefined) return ok('the archive is of no log yet')
      if (state.epoch === epoch) return ok(epoch)
      return fail(
        `the log's is ${epoch} and the archive's ${state.epoch}: it is another log's archive`,
        'set DATABASE_URL to the database that belongs to this log, or restore a backup of both',
      )
    }),
    await look('both: archived position', () => {
      if (archivedPosition > archived)
        return fail(`the log takes ${archivedPosition} for archived, and the archive ends at ${archived}`, restoreAdvice)
      if (archived > head) return fail(`the archive ends at ${archived}, and the log at ${head}`, restoreAdvice)
      return ok(`${archived}${archived < head ? `; ${head - archived} events wait in the log` : ''}`)
    }),
    await look('both: seam', () => {
      if (start <= archived + 1) return ok(`the log begins at ${start}, and the archive ends at ${archived}`)
      const says = `neither holds the events from ${archived + 1} to ${start - 1}`
      return archived === 0 ? ok(`the archive begins where the log does, at ${start}`) : fail(says, restoreAdvice)
    }),
    await look('both: events', () => compare(db, sql, Math.min(archived, head), full)),
  ]
}

/** What both hold, field by field. */
async function compare(db: Database, sql: Sql, upTo: number, full: boolean): Promise<Verdict> {
  const [row] = await sql<{ first: string | null; last: string | null }[]>`
    select min(position) as first, max(position) as last from landale.events`
  const first = Math.max(factsOf(db).start, Number(row?.first ?? upTo + 1))
  const last = Math.min(upTo, Number(row?.last ?? 0))
  const both = Math.max(0, last - first + 1)
  const own = db.query<{ n: number }, [number, number]>('select count(*) as n from events where position between ? and ?')
  const [theirs] = await sql<
    { n: string }[]
  >`select count(*) as n from landale.events where position between ${first} and ${last}`
  const [inLog, inArchive] = [own.get(first, last)?.n ?? 0, Number(theirs?.n ?? 0)]
  if (inLog !== inArchive)
    return fail(`of ${first} to ${last} the log has ${inLog} events, and the archive ${inArchive}`, restoreAdvice)
  const different: number[] = []
  let compared = 0
  for (const after of beginnings(first - 1, last, full)) {
    const rows = await rowsOf(db, sql, after, Math.min(last, after + stretchEvents))
    compared += rows.length
    different.push(...rows.filter(({ isSame }) => !isSame).map(({ position }) => position))
    if (different.length > shown) break
  }
  if (different.length > 0) return fail(`not the same in the log and the archive: ${listed(different)}`, restoreAdvice)
  return ok(`${both} are in both; ${compared === both ? 'all' : compared} compared, and the same`)
}

function* beginnings(from: number, to: number, full: boolean): Generator<number> {
  const isSmall = to - from <= stretches * stretchEvents
  const step = full || isSmall ? stretchEvents : Math.floor((to - from - stretchEvents) / (stretches - 1))
  for (let after = from; after < to; after += step) yield after
}

async function rowsOf(db: Database, sql: Sql, after: number, upTo: number): Promise<{ position: number; isSame: boolean }[]> {
  const bodies = db.query<{ position: number; body: string; feeds: number }, [number, number]>(
    'select position, body, feeds from events where position > ? and position <= ? order by position',
  )
  const archived = new Map(
    (await new ArchiveReader(sql).feeds(after, upTo, feedBit('all'), stretchEvents)).map(({ position, body }) => [
      position,
      body,
    ]),
  )
  const lifted = await sql<{ position: string; feeds: number; same: boolean }[]>`
    select position, feeds, origin = metadata->>'origin' as same from landale.events where position > ${after} and position <= ${upTo}`
  const feeds = new Map(lifted.map((row) => [Number(row.position), row.same ? row.feeds : -1]))
  return bodies.all(after, upTo).map(({ position, body, feeds: own }) => ({
    position,
    isSame: feeds.get(position) === own && Bun.deepEquals(JSON.parse(body), parsed(archived.get(position)), true),
  }))
}

function parsed(body: string | undefined): unknown {
  return body === undefined ? undefined : JSON.parse(body)
}
