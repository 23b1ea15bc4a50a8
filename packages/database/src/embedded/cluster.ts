import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { run } from './command.ts'
import { EmbeddedPostgresError, errorCode, otherwise } from './errors.ts'
import { ensurePassword, readPassword, syncFolder, writePrivately } from './password.ts'
import { requireReachable, type SystemUser } from './system-user.ts'

export const majorVersion = '18'
export const superuser = 'landale'

export type ClusterOptions = { folder: string; passwordFile: string; binaries: Binaries; user: SystemUser | undefined }

/** Makes the cluster where there is none, and gives back its password. What stands there is never changed. */
export async function ensureCluster({ folder, passwordFile, binaries, user }: ClusterOptions): Promise<string> {
  await mkdir(dirname(folder), { recursive: true })
  await requireReachable(dirname(folder), user)
  await requireReachable(dirname(binaries.postgres), user)
  const version = await versionOf(folder)
  if (version === undefined) {
    const password = ensurePassword(passwordFile)
    await makeCluster({ folder, password, binaries, user })
    return password
  }
  if (version !== majorVersion)
    throw new EmbeddedPostgresError(
      `${folder} belongs to PostgreSQL ${version}, and this is PostgreSQL ${majorVersion}: make a backup with the version of ` +
        `Landale that wrote it, move the folder away, and restore the backup with this one, ${otherwise}. Nothing was changed.`,
      { retryable: false },
    )
  const password = readPassword(passwordFile)
  if (password !== undefined) return password
  throw new EmbeddedPostgresError(
    `${passwordFile} is gone, and with it the password of the PostgreSQL in ${folder}: restore it from a backup, ${otherwise}.`,
    { retryable: false },
  )
}

/** undefined: there is no cluster, and nothing else that one would have to be made over. */
async function versionOf(folder: string): Promise<string | undefined> {
  try {
    return (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim()
  } catch (cause) {
    if (errorCode(cause) !== 'ENOENT')
      throw new EmbeddedPostgresError(
        `${folder} cannot be read (${errorCode(cause)}): it belongs to another user. Start the server as that user, or give the folder to this one with "chown -R", ${otherwise}.`,
        { retryable: false, cause },
      )
    const inside = await readdir(folder).catch(() => [])
    if (inside.length === 0) return undefined
    throw new EmbeddedPostgresError(
      `${folder} is no PostgreSQL cluster, and it is not empty: move it away, ${otherwise}. Nothing was changed.`,
      { retryable: false, cause },
    )
  }
}

type NewCluster = { folder: string; password: string; binaries: Binaries; user: SystemUser | undefined }

/** Under another name until it is whole, so that one whose making was cut short is simply made again. */
async function makeCluster({ folder, password, binaries, user }: NewCluster): Promise<void> {
  const name = `${basename(folder)}.partial`
  for (const entry of await readdir(dirname(folder)))
    if (entry.startsWith(name)) await rm(join(dirname(folder), entry), { recursive: true, force: true })
  // A name of its own: the initdb of a server that was killed may still write into the one before.
  const partial = join(dirname(folder), `${name}-${randomBytes(4).toString('hex')}`)
  const passwordFile = `${partial}.password`
  try {
    await mkdir(partial, { mode: 0o700 })
    writePrivately(passwordFile, password)
    if (user) for (const path of [partial, passwordFile]) await chown(path, user.uid, user.gid)
    const { code, output } = await run(initdbCommand(binaries, partial, passwordFile), user)
    if (code !== 0)
      throw new EmbeddedPostgresError(`initdb failed in ${dirname(folder)} (exit code ${code}): ${output.slice(-2_000)}`, {
        retryable: true,
      })
    await rename(partial, folder)
    syncFolder(dirname(folder))
  } finally {
    await rm(passwordFile, { force: true })
    await rm(partial, { recursive: true, force: true })
  }
}

/** PostgreSQL's own C.UTF-8 sorts the same on every machine and under every C library: an index outlives a move. */
function initdbCommand({ initdb }: Binaries, folder: string, passwordFile: string): string[] {
  return [
    initdb,
    `--pgdata=${folder}`,
    '--auth=scram-sha-256',
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ]
}
