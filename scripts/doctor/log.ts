import type { Database } from 'bun:sqlite'
import { factsOf, integrityOf, logFormat } from '@landale/event-log'
import { type Finding, fail, listed, look, ok, restoreAdvice, type Verdict } from './finding.ts'

/** Rows whose own words are held against their columns, unless all are. */
const bodies = 5_000

/** Whether the file can be read at all: nothing else is worth asking where it cannot. */
export async function lookAtLogFile(db: Database, full: boolean): Promise<Finding[]> {
  return [
    await look('log: format', () => {
      const format = db.query<{ user_version: number }, []>('pragma user_version').get()?.user_version ?? 0
      if (format === logFormat) return ok(String(format))
      return fail(`${format}; this version reads ${logFormat}`, 'use the version of Landale that wrote it')
    }),
    await look('log: file', () => {
      const check = full ? 'integrity_check' : 'quick_check'
      const damage = integrityOf(db, check)
      return damage === undefined ? ok(`SQLite's ${check} finds nothing`) : fail(`damaged: ${damage}`, restoreAdvice)
    }),
  ]
}

/** The hot log by itself, through a connection that only reads, in one state of it. */
export async function lookAtLog(db: Database, full: boolean): Promise<Finding[]> {
  const { head, start } = factsOf(db)
  const count = (sql: string, ...values: number[]) => db.query<{ n: number }, number[]>(sql).get(...values)?.n ?? 0
  return [
    await look('log: positions', () => positions(db, start, head)),
    await look('log: sessions', () => sessions(db, start)),
    await look('log: events', () => {
      const wrong = count(
        `select count(*) as n from (select * from events order by position desc limit ?) as event join sessions on key = session
          where not json_valid(body) or body ->> '$.position' is not position or body ->> '$.seq' is not seq
            or body ->> '$.session' is not sessions.id
            or body ->> '$.inserted_at' is not strftime('%Y-%m-%dT%H:%M:%fZ', inserted_at / 1000.0, 'unixepoch')`,
        full ? -1 : bodies,
      )
      if (wrong > 0) return fail(`${wrong} events say another place than their row`, restoreAdvice)
      return ok(full ? 'each says its own place' : `the last ${Math.min(bodies, head - start + 1)} say their own place`)
    }),
    await look('log: times', () => {
      const back = count(`select count(*) as n from
        (select inserted_at - lag(inserted_at) over (order by position) as step from events) where step < 0`)
      return back === 0 ? ok('never go back') : fail(`go back ${back} times along the positions`, restoreAdvice)
    }),
    await look('log: idempotency keys', () => keys(count, start, head)),
    await look('log: snapshots', () => {
      const ahead = count('select count(*) as n from snapshots where position > ?', head)
      return ahead === 0 ? ok('none is ahead of the log') : fail(`${ahead} are ahead of the log's end ${head}`, restoreAdvice)
    }),
  ]
}

function positions(db: Database, start: number, head: number): Verdict {
  const found = db.query<{ n: number }, []>('select count(*) as n from events').get()?.n ?? 0
  if (head === 0) return ok('empty')
  if (found === head - start + 1) return ok(`${start} to ${head}, none missing`)
  const before = db
    .query<{ position: number }, [number]>(
      `select position from events as event where position < ?
        and not exists (select 1 from events where position = event.position + 1) order by position limit 6`,
    )
    .all(head)
  return fail(`${head - start + 1 - found} are missing, after ${listed(before.map(({ position }) => position))}`, restoreAdvice)
}

function sessions(db: Database, start: number): Verdict {
  const rows = db
    .query<{ id: string }, [{ start: number }]>(
      `select id from (
        select id, last_seq, count(seq) as n, min(seq) as first, max(seq) as last
        from sessions left join events on session = key group by key)
      where (n > 0 and (n <> last - first + 1 or last <> last_seq)) or ($start = 1 and n <> last_seq) limit 20`,
    )
    .all({ start })
  const orphans = db.query('pragma foreign_key_check').all().length
  if (rows.length > 0) return fail(`seq is not what it should be in ${listed(rows.map(({ id }) => id))}`, restoreAdvice)
  return orphans > 0
    ? fail(`${orphans} events have no session`, restoreAdvice)
    : ok('seq is contiguous in each, and ends where it says')
}

function keys(count: (sql: string, ...values: number[]) => number, start: number, head: number): Verdict {
  const wrong = count(
    `select count(*) as n from idempotency as known
      left join events as event on event.position = known.position left join sessions on sessions.key = event.session
      where known.position > ?2 or (known.position >= ?1 and (event.position is null or event.seq <> known.seq
        or event.body ->> '$.idempotency_key' is not known.key
        or known.scope <> case kind when 'custom' then sessions.key else 0 end))`,
    start,
    head,
  )
  const all = count('select count(*) as n from idempotency')
  if (wrong > 0) return fail(`${wrong} of ${all} do not lead to their event`, restoreAdvice)
  return ok(`${all}, each leads to its event`)
}
