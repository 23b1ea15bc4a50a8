import type { Binaries } from './binaries.ts'
import { spawnOptions, startOrExplain } from './command.ts'
import { LogLines } from './log-lines.ts'
import type { SystemUser } from './system-user.ts'

/** An archive beside a live show: it takes little memory and one core a question, and never waits for a planner's compiler. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '20',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  // pglz: the one that every build has.
  wal_compression: 'on',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

export type LaunchOptions = {
  binaries: Binaries
  /** A real path: `identify` finds it in the command line. */
  folder: string
  port: number
  user: SystemUser | undefined
  onLog: (line: string) => void
}

export type Launched = {
  pid: number
  hasExited: () => boolean
  /** The last lines that it wrote, once it has ended. */
  lastWords: () => Promise<string>
}

/**
 * Starts a postmaster in a session of its own: a Ctrl-C in the terminal reaches the server, which ends it in its turn. Its
 * stderr ends with our process; PostgreSQL goes on without.
 */
export function launch({ binaries, folder, port, user, onLog }: LaunchOptions): Launched {
  const parameters = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = startOrExplain(binaries.postgres, () =>
    Bun.spawn([binaries.postgres, '-D', folder, '-p', String(port), ...parameters], {
      ...spawnOptions(user),
      stdin: 'ignore',
      stdout: 'ignore',
      stderr: 'pipe',
      detached: true,
    }),
  )
  child.unref()
  const lines = new LogLines(onLog)
  const read = lines.read(child.stderr).catch(() => undefined)
  return {
    pid: child.pid,
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    async lastWords() {
      // Not for ever: a process that it started may hold the stream open.
      await Promise.race([read, Bun.sleep(500)])
      return lines.last
    },
  }
}
