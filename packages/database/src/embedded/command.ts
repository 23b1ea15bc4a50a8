import { EmbeddedPostgresError, errorCode, otherwise } from './errors.ts'
import type { SystemUser } from './system-user.ts'

/** All that our PostgreSQL sees of the environment: the server's own holds keys, and its locale would change what is sorted how. */
export const environment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LANG: 'C',
  LC_ALL: 'C',
  TZ: 'UTC',
}

/** As `user`, or as ourselves. `/` is the one working directory that every user may stand in; Bun drops supplementary groups. */
export function spawnOptions(user: SystemUser | undefined) {
  return { env: environment, cwd: '/', ...(user && { uid: user.uid, gid: user.gid }) } as const
}

/** Runs a command to its end; `output` is what it said on both streams. */
export async function run(command: string[], user?: SystemUser): Promise<{ code: number; output: string }> {
  const child = startOrExplain(command[0] ?? '', () =>
    Bun.spawn(command, { ...spawnOptions(user), stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' }),
  )
  const [out, err] = await Promise.all([child.stdout.text(), child.stderr.text()])
  return { code: await child.exited, output: (out + err).trim() }
}

/** A binary that does not even start: built for another C library, not executable, or gone. */
export function startOrExplain<T>(path: string, spawn: () => T): T {
  try {
    return spawn()
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `${path} cannot be run here (${errorCode(cause) ?? String(cause)}); "bun install", ${otherwise}.`,
      {
        retryable: false,
        cause,
      },
    )
  }
}
