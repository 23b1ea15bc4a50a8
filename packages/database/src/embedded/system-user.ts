import { realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { run } from './command.ts'
import { EmbeddedPostgresError, otherwise } from './errors.ts'

export type SystemUser = { uid: number; gid: number }

const ownUser = 'landale-postgres'

/**
 * The user that PostgreSQL runs as; undefined: the one that we are. PostgreSQL refuses to run as root, so root takes the owner
 * of the cluster where there is one, else the machine's `postgres` user, else a system user made for it. `nobody` would do
 * too, but what belongs to nobody is open to every other service that runs as nobody.
 */
export async function databaseUser(folder: string): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(folder).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const found = (await lookUp('postgres')) ?? (await lookUp('_postgres')) ?? (await lookUp(ownUser))
  if (found) return found
  await makeUser()
  const made = await lookUp(ownUser)
  if (made) return made
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and no system user could be made for it: run "useradd --system ${ownUser}", ` +
      `start the server as an ordinary user, ${otherwise}.`,
    { retryable: false },
  )
}

async function lookUp(name: string): Promise<SystemUser | undefined> {
  const [uid, gid] = await Promise.all([run(['id', '-u', name]), run(['id', '-g', name])])
  if (uid.code !== 0 || gid.code !== 0 || Number(uid.output) === 0) return undefined
  return { uid: Number(uid.output), gid: Number(gid.output) }
}

async function makeUser(): Promise<void> {
  // shadow's command, then BusyBox's.
  for (const command of [
    ['useradd', '--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/bin/false', ownUser],
    ['adduser', '-S', '-D', '-H', '-s', '/bin/false', ownUser],
  ]) {
    const made = await run(command).catch(() => undefined)
    if (made?.code === 0) return
  }
}

/** Rejects where `user` cannot walk down to `path`, naming the folder that is in the way. */
export async function requireReachable(path: string, user: SystemUser | undefined): Promise<void> {
  if (!user) return
  for (let folder = await realpath(path); ; folder = dirname(folder)) {
    if (!(await mayEnter(folder, user)))
      throw new EmbeddedPostgresError(
        `PostgreSQL does not run as root, and its user (uid ${user.uid}) may not enter ${folder} on the way to ${path}: ` +
          `run "chmod o+x ${folder}", start the server as an ordinary user, keep this folder elsewhere, ${otherwise}.`,
        { retryable: false },
      )
    if (folder === dirname(folder)) return
  }
}

async function mayEnter(folder: string, user: SystemUser): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder)
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
  return (mode & bit) !== 0
}
