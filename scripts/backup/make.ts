import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { copyOut, type DatabaseCopy } from '@landale/database'
import { copyLog, inspectLog, type LogFacts, lockLog } from '@landale/event-log'
import { version } from '../../apps/server/src/version.ts'
import { openDatabase } from '../tools/database.ts'
import { hasLog, type Installation } from '../tools/installation.ts'
import { noProgress, type Progress, sizeText } from '../tools/progress.ts'
import { ToolError } from '../tools/tool-error.ts'
import { backupFormat, logName, type Manifest, tableName } from './manifest.ts'
import { writeBackup } from './pack.ts'
import { compressed, type StoredFile, store } from './store.ts'

export type BackupOptions = { installation: Installation; file: string; progress?: Progress; signal?: AbortSignal }

const tries = 3

/** Steps that `progress` is told of: a table each, the log, and the file. */
export const backupSteps = 14

/**
 * Writes the log and its archive into one file, while the server runs or while it is stopped. The file appears under its name
 * when it is complete. Rejects with ToolError, or with what the log or the database says.
 */
export async function makeBackup({ installation, file, progress = noProgress, signal }: BackupOptions): Promise<Manifest> {
  if (!hasLog(installation))
    throw new ToolError(`there is no log in ${installation.dataDir}: set LANDALE_DATA_DIR to the server's data folder`)
  const partial = `${file}.partial`
  const staging = `${file}.files.partial`
  for (const path of [file, partial, staging])
    if (existsSync(path)) throw new ToolError(`${path} is there already: remove it, or give the backup another name`)
  await mkdir(staging, { mode: 0o700 })
  try {
    await mkdir(join(staging, 'database'), { mode: 0o700 })
    const check = () => signal?.throwIfAborted()
    const manifest = await gather(installation, staging, progress, check)
    progress.at('into one file')
    await writeBackup(partial, manifest, staging, check)
    if (existsSync(file)) throw new ToolError(`${file} appeared meanwhile: give the backup another name`)
    await rename(partial, file)
    return manifest
  } finally {
    await rm(staging, { recursive: true, force: true })
    await rm(partial, { force: true })
  }
}

/** The database first: so the log goes at least as far, and what was trimmed in between is seen by where the log begins. */
async function gather(installation: Installation, staging: string, progress: Progress, check: () => void): Promise<Manifest> {
  // Ours while no server has it: none starts beside the database that is ours meanwhile.
  using lock = lockLog(installation.logFolder)
  await using open = await openDatabase(installation, lock === undefined)
  for (let attempt = 1; ; attempt += 1) {
    const files: Record<string, StoredFile> = {}
    const database = open.url === undefined ? undefined : await copyDatabase(open.url, staging, files, progress, check)
    progress.at('the log', 12)
    const log = await copyHotLog(installation, staging, files)
    check()
    requirePair(log, database)
    if (database === undefined || log.start <= database.archivedPosition + 1) return manifestOf(log, database, files)
    if (attempt === tries)
      throw new ToolError(
        `the log begins at ${log.start} and its archive ends at ${database.archivedPosition}, ${tries} times: run bun run doctor`,
      )
  }
}

async function copyDatabase(
  url: string,
  staging: string,
  files: Record<string, StoredFile>,
  progress: Progress,
  check: () => void,
) {
  let done = 0
  return await copyOut({
    url,
    async onTable(table, rows) {
      const name = tableName(table)
      const path = join(staging, name)
      await rm(path, { force: true })
      let bytes = 0
      files[name] = await store(compressed(rows), path, (more) => {
        check()
        bytes += more
        progress.at(`${table}, ${sizeText(bytes)}`, done)
      })
      done += 1
    },
  })
}

async function copyHotLog({ logFolder }: Installation, staging: string, files: Record<string, StoredFile>): Promise<LogFacts> {
  const copy = join(staging, 'log.sqlite')
  await rm(join(staging, logName), { force: true })
  await copyLog(logFolder, copy)
  const facts = inspectLog(copy)
  files[logName] = await store(compressed(Bun.file(copy).stream()), join(staging, logName))
  await rm(copy)
  return facts
}

function requirePair(log: LogFacts, database: DatabaseCopy | undefined): void {
  if (database === undefined) return
  const advice = 'run bun run doctor; with DATABASE_URL=none the log is backed up alone'
  if (database.epoch !== '' && database.epoch !== log.epoch)
    throw new ToolError(`the database is the archive of another log: ${advice}`)
  if (database.archivedPosition > log.head)
    throw new ToolError(`the archive ends at ${database.archivedPosition} and the log at ${log.head}: ${advice}`)
}

function manifestOf(log: LogFacts, database: DatabaseCopy | undefined, files: Record<string, StoredFile>): Manifest {
  const { epoch: _, archivedPosition = 0, ...copy } = database ?? {}
  return {
    format: backupFormat,
    version,
    created_at: new Date().toISOString(),
    epoch: log.epoch,
    head: log.head,
    hot_position: log.start,
    archived_position: archivedPosition,
    database: database === undefined ? null : (copy as NonNullable<Manifest['database']>),
    files,
  }
}
