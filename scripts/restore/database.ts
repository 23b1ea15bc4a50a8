import { join } from 'node:path'
import {
  ArchiveUnavailableError,
  archivingNow,
  copyIn,
  hasArchive,
  knownMigrations,
  migrate,
  moveAside,
  putBack,
  readFailure,
  writeMigrations,
} from '@landale/database'
import { EmbeddedPostgres } from '@landale/database/embedded'
import { type Manifest, tableName } from '../backup/manifest.ts'
import { decompressed } from '../backup/store.ts'
import type { Progress } from '../tools/progress.ts'
import { ToolError } from '../tools/tool-error.ts'
import type { Undo } from './undo.ts'

export type Load = {
  manifest: Manifest
  /** Where the backup was unpacked. */
  staging: string
  /** Of the restored log. */
  epoch: string
  progress: Progress
  signal: AbortSignal | undefined
}

/** A new cluster of its own in `staging`, filled; it is stopped again, to be moved where it belongs. */
export async function buildCluster(load: Load): Promise<void> {
  const { staging, progress } = load
  progress.at('making a PostgreSQL', 3)
  const cluster = { folder: join(staging, 'postgres'), passwordFile: join(staging, 'postgres.key') }
  await using embedded = new EmbeddedPostgres(cluster)
  await fill(await embedded.ensureRunning(), load)
}

/** What is in the database is given another name, and the backup takes its place, where it has one. Gives back that name. */
export async function replaceArchive(url: string, stamp: string, load: Load, undo: Undo): Promise<string | undefined> {
  const users = await archivingNow(url)
  if (users.length > 0)
    throw new ToolError(`a Landale server archives into this database now (${users.join(', ')}): stop it first`)
  const aside = `landale_before_${stamp.toLowerCase()}`
  const isThere = await hasArchive(url)
  undo.add(
    isThere
      ? `in the database: drop schema landale cascade; alter schema ${aside} rename to landale`
      : 'in the database: drop schema landale cascade',
    () => patiently(() => putBack(url, aside, isThere)),
  )
  if (isThere) await moveAside(url, aside)
  if (load.manifest.database !== null) await fill(url, load)
  return isThere ? aside : undefined
}

/** As the backup's version had it first, then on to this one's. */
async function fill(url: string, { manifest, staging, epoch, progress, signal }: Load): Promise<void> {
  const { database, archived_position: archivedPosition } = manifest
  if (database === null) return
  const isOlder = database.migrations.length < knownMigrations().length
  const folder = join(staging, 'migrations')
  if (isOlder) writeMigrations(folder, database.migrations.length)
  await migrate({ url, ...(isOlder && { folder }) })
  let done = 0
  await copyIn({
    url,
    copy: { ...database, archivedPosition },
    epoch,
    rowsOf: (table) => decompressed(join(staging, tableName(table))),
    onTable: (table) => {
      progress.at(`loading ${table}`, 3 + done)
      done += 1
    },
    ...(signal && { signal }),
  })
  if (isOlder) await migrate({ url })
}

const patienceMs = 60_000
const retryMs = 500

/** A database that was killed under the restore comes up again before long. */
async function patiently(work: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(readFailure(error) instanceof ArchiveUnavailableError) || Date.now() > deadline) throw error
      await Bun.sleep(retryMs)
    }
  }
}
