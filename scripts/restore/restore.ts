import { existsSync, statSync } from 'node:fs'
import { mkdir, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { lockLog, renewLog } from '@landale/event-log'
import { syncFolder } from '../../packages/database/src/embedded/password.ts'
import type { Manifest } from '../backup/manifest.ts'
import { hasCluster, type Installation, logPath } from '../tools/installation.ts'
import { noProgress, type Progress } from '../tools/progress.ts'
import { ToolError } from '../tools/tool-error.ts'
import { buildCluster, type Load, replaceArchive } from './database.ts'
import { endLeftoverPostgres } from './leftover-postgres.ts'
import { Undo } from './undo.ts'
import { checkBackup, extractBackup } from './verify.ts'

export type RestoreOptions = {
  installation: Installation
  file: string
  /** Leaves the archive in the backup, and begins a new one. */
  logOnly?: boolean
  /** Asked when the backup is known to be good, before anything is touched; false: the restore is given up. */
  confirm?: (manifest: Manifest) => Promise<boolean>
  progress?: Progress
  signal?: AbortSignal
}

export type Restored = {
  manifest: Manifest
  epoch: string
  /** Where what was there before is now: a folder, and a schema of the database. */
  aside: { folder: string | undefined; schema: string | undefined }
}

/** Steps that `progress` is told of. */
export const restoreSteps = 16

/**
 * Puts the log and the archive of a backup in the place of those of a stopped server, which are moved aside. Nothing is touched
 * before all of the backup was read; what fails after that is taken back. Rejects with ToolError; undefined: it was not confirmed.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored | undefined> {
  const { installation, file, logOnly = false, progress = noProgress, confirm, signal } = options
  const manifest = await checkBackup(file, progress)
  if (manifest.database !== null && installation.database.kind === 'none' && !logOnly)
    throw new ToolError('the backup has an archive and DATABASE_URL is none: set DATABASE_URL, or give --log-only')
  const { dataDir, logFolder } = installation
  // Held to the end: no server starts on what is only half there.
  using lock = existsSync(logFolder) ? lockLog(logFolder) : undefined
  if (existsSync(logFolder) && lock === undefined)
    throw new ToolError(`a server runs on ${dataDir}: stop it first. Nothing was touched`)
  requireOwner(dataDir)
  const isNew = !existsSync(dataDir)
  const stamp = new Date().toISOString().replaceAll(/[-:.]/g, '')
  const staging = join(dataDir, `restore-${stamp}.partial`)
  try {
    // PostgreSQL's own user passes through it, where this is root.
    await mkdir(staging, { recursive: true, mode: 0o755 })
    await extractBackup(file, manifest, staging, progress)
    signal?.throwIfAborted()
    if (confirm && !(await confirm(manifest))) return undefined
    return await replace(options, logOnly ? { ...manifest, database: null, archived_position: 0 } : manifest, staging, stamp)
  } finally {
    await rm(staging, { recursive: true, force: true })
    if (isNew) await rmdir(dataDir).catch(() => undefined)
  }
}

/** What root makes the server's own user could not write. */
function requireOwner(dataDir: string): void {
  if (process.getuid?.() !== 0 || !existsSync(dataDir)) return
  const { uid } = statSync(dataDir)
  if (uid !== 0) throw new ToolError(`${dataDir} belongs to the user ${uid}, and this is root: run it as that user`)
}

async function replace(options: RestoreOptions, manifest: Manifest, staging: string, stamp: string): Promise<Restored> {
  const { installation, progress = noProgress, signal } = options
  const { dataDir, database } = installation
  const epoch = crypto.randomUUID().slice(0, 13)
  const load: Load = { manifest, staging, epoch, progress, signal }
  renewLog(logPath(join(staging, 'log')), { epoch, archivedPosition: manifest.archived_position })
  using lock = lockLog(join(staging, 'log'))
  if (lock === undefined) throw new ToolError('another restore is under way')
  const undo = new Undo()
  try {
    if (database.kind === 'embedded' && manifest.database !== null) await buildCluster(load)
    const schema = database.kind === 'external' ? await replaceArchive(database.url, stamp, load, undo) : undefined
    if (database.kind === 'embedded' && hasCluster(installation)) await endLeftoverPostgres(installation.cluster.folder)
    progress.at('moving', restoreSteps)
    signal?.throwIfAborted()
    const names = database.kind === 'embedded' ? ['postgres', 'postgres.key', 'log'] : ['log']
    const aside = join(dataDir, `before-restore-${stamp}`)
    const isAside = names.some((name) => existsSync(join(dataDir, name)))
    if (isAside) {
      await mkdir(aside, { mode: 0o755 })
      undo.add(`remove ${aside}`, () => rmdir(aside))
    }
    for (const name of names) if (existsSync(join(dataDir, name))) await move(join(dataDir, name), join(aside, name), undo)
    // The log last: a server that starts in between makes one, and is in the way.
    const made = manifest.database === null ? ['log'] : names
    for (const name of made) await move(join(staging, name), join(dataDir, name), undo)
    syncFolder(dataDir)
    return { manifest, epoch, aside: { folder: isAside ? aside : undefined, schema } }
  } catch (error) {
    throw await undo.after(error)
  }
}

async function move(from: string, to: string, undo: Undo): Promise<void> {
  if (existsSync(to)) throw new ToolError(`${to} appeared meanwhile: is a server being started?`)
  await rename(from, to)
  undo.add(`move ${to} back to ${from}`, () => rename(to, from))
}
