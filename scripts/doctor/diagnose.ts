import { Database } from 'bun:sqlite'
import { existsSync } from 'node:fs'
import { connect, type Sql } from '@landale/database'
import { factsOf, lockLog } from '@landale/event-log'
import { explain } from '../tools/command.ts'
import { openDatabase } from '../tools/database.ts'
import { hasLog, type Installation, logPath } from '../tools/installation.ts'
import { lookAtAgreement } from './agreement.ts'
import { lookAtArchive } from './archive.ts'
import { type Finding, fail, look, ok, restoreAdvice, type Verdict, warn } from './finding.ts'
import { lookAtLeftovers } from './leftovers.ts'
import { lookAtLog, lookAtLogFile } from './log.ts'
import { lookAtMachine } from './machine.ts'

export type DiagnoseOptions = {
  installation: Installation
  /** Looks at every event, where a sample would do. */
  full: boolean
  /** Where backups are made. */
  folder: string
  signal?: AbortSignal
}

/** Looks at everything, and changes nothing, whether the server runs or not. What cannot be looked at is a finding too. */
export async function diagnose({ installation, full, folder, signal }: DiagnoseOptions): Promise<Finding[]> {
  const { dataDir, logFolder } = installation
  if (!existsSync(dataDir))
    return [await look('data folder', () => fail(`${dataDir} is not there`, 'start the server once, or set LANDALE_DATA_DIR'))]
  // Ours while no server has it: none starts beside the database that is ours meanwhile.
  using lock = existsSync(logFolder) ? lockLog(logFolder) : undefined
  const isServerRunning = existsSync(logFolder) && lock === undefined
  const findings = [
    ...(await lookAtMachine(installation, isServerRunning)),
    ...(await lookAtLeftovers(installation, folder, isServerRunning)),
  ]
  if (!hasLog(installation))
    return [...findings, await look('log', () => fail('there is none', 'start the server once, or restore a backup'))]
  await using stack = new AsyncDisposableStack()
  let url: string | undefined
  findings.push(
    await look('database', async () => {
      const open = stack.use(await openDatabase(installation, isServerRunning))
      url = open.url
      return describe(installation, open)
    }),
  )
  // What was started for this is stopped all the same.
  signal?.throwIfAborted()
  findings.push(...(await lookInside(logFolder, url, full)))
  return findings
}

function describe({ database, logFolder }: Installation, open: { url: string | undefined; wasStarted: boolean }): Verdict {
  if (database.kind === 'none') return ok('DATABASE_URL is none: there is no archive')
  if (database.kind === 'external') return ok('the one at DATABASE_URL')
  if (open.url !== undefined)
    return ok(open.wasStarted ? 'embedded; started for this look, and stopped after it' : 'embedded; it runs')
  using db = new Database(logPath(logFolder), { readonly: true })
  const { archivedPosition } = factsOf(db)
  if (archivedPosition === 0) return warn('embedded, and not made yet', 'start the server once')
  return fail(
    `the log takes ${archivedPosition} events for archived, and there is no PostgreSQL in the data folder`,
    restoreAdvice,
  )
}

/** The archive's state is taken first: so the log's goes at least as far. */
async function lookInside(logFolder: string, url: string | undefined, full: boolean): Promise<Finding[]> {
  const none = async () => []
  if (url === undefined) return await insideLog(logFolder, full, none)
  const now = connect({ url, max: 2, statementTimeoutMs: 0, name: 'landale doctor' })
  try {
    if (!(await isArchive(now))) {
      const missing = await look('archive', () => warn('the database has none yet', 'start the server once'))
      return [missing, ...(await insideLog(logFolder, full, none))]
    }
    return await now.begin('isolation level repeatable read read only', async (transaction) => {
      const sql = transaction as unknown as Sql
      await sql`select 1 from landale.archive_state`
      const ofLog = await insideLog(logFolder, full, (db) => lookAtAgreement(db, sql, now, full))
      return [...ofLog, ...(await lookAtArchive(sql, full))]
    })
  } catch (error) {
    const away = await look('archive', () => {
      throw error
    })
    const advice = 'see that the database answers; the server goes on without, and the log keeps what it cannot archive'
    return [{ ...away, advice }, ...(await insideLog(logFolder, full, none))]
  } finally {
    await now.end({ timeout: 1 })
  }
}

async function insideLog(folder: string, full: boolean, more: (db: Database) => Promise<Finding[]>): Promise<Finding[]> {
  try {
    using db = new Database(logPath(folder), { readonly: true, strict: true })
    db.run('pragma busy_timeout = 5000')
    db.run('begin')
    const file = await lookAtLogFile(db, full)
    if (file.some(({ state }) => state === 'FAIL')) return file
    return [...file, ...(await lookAtLog(db, full)), ...(await more(db))]
  } catch (error) {
    return [{ check: 'log', ...fail(`cannot be read: ${explain(error)}`, restoreAdvice) }]
  }
}

async function isArchive(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`select to_regclass('landale.archive_state') is not null as found`
  return row?.found === true
}
