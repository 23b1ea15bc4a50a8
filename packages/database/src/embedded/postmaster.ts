import { readFile, readlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { run } from './command.ts'
import { errorCode } from './errors.ts'

/** What `postmaster.pid` says. `port` and `status` are undefined while the postmaster has not written them yet. */
export type PidFile = { pid: number; port: number | undefined; status: string | undefined }

/** `unknown`: it lives, and we may not see what it is. */
export type Identity = 'postmaster' | 'stranger' | 'unknown' | 'gone'

export const pidFilePath = (folder: string) => join(folder, 'postmaster.pid')

/** Line 1 is the pid, line 4 the port, line 8 the state, padded: `starting`, `stopping`, `ready` or `standby`. */
export async function readPidFile(folder: string): Promise<PidFile | undefined> {
  const text = await readFile(pidFilePath(folder), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  const port = Number(lines[3])
  return { pid, port: port > 0 ? port : undefined, status: lines[7]?.trim() || undefined }
}

/**
 * Whether `pid` is the postmaster of `folder` (a real path). A pid from a file says little: after a reboot, or in a container
 * that started again, it may be anybody's.
 */
export async function identify(pid: number, folder: string): Promise<Identity> {
  if (process.platform === 'linux') return await identifyByProc(pid, folder)
  const { output: command } = await run(['ps', '-o', 'command=', '-p', String(pid)])
  if (command === '') return 'gone'
  if (command.includes(`-D ${folder} `)) return 'postmaster'
  return command.includes('postgres') ? 'unknown' : 'stranger'
}

async function identifyByProc(pid: number, folder: string): Promise<Identity> {
  try {
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0')
    // One that has ended and waits for its parent has no command line any more.
    if (command[0] === undefined || command[0] === '') return 'gone'
    if (basename(command[0]) !== 'postgres') return 'stranger'
    if (command[command.indexOf('-D') + 1] === folder) return 'postmaster'
    return (await readlink(`/proc/${pid}/cwd`)) === folder ? 'postmaster' : 'stranger'
  } catch (error) {
    const code = errorCode(error)
    return code === 'ENOENT' || code === 'ESRCH' ? 'gone' : 'unknown'
  }
}

// A fast shutdown first; then one without a checkpoint, which the next start makes up for; then none at all.
const shutdown = [
  { signal: 'SIGINT', limitMs: 5_000 },
  { signal: 'SIGQUIT', limitMs: 6_000 },
  { signal: 'SIGKILL', limitMs: 5_000 },
] as const

/** Ends the postmaster of `folder` if `pid` is it, and waits until it is gone. */
export async function endPostmaster(pid: number, folder: string): Promise<void> {
  for (const { signal, limitMs } of shutdown) {
    const deadline = Date.now() + limitMs
    // Asked before every signal: never another's.
    if ((await identify(pid, folder)) !== 'postmaster') return
    send(pid, signal)
    while (Date.now() < deadline) {
      if ((await identify(pid, folder)) !== 'postmaster') return
      await Bun.sleep(20)
    }
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error
  }
}
