import { rm } from 'node:fs/promises'
import { EmbeddedPostgresError } from './errors.ts'
import { type Launched, type LaunchOptions, launch } from './launch.ts'
import { answers, freePort } from './port.ts'
import { endPostmaster, identify, pidFilePath, readPidFile } from './postmaster.ts'

const pollMs = 20
const retryMs = 150
const answerLimitMs = 2_000
const triesOfTheSilent = 3

// What passes by itself: somebody took the port; what a killed postmaster left is still ending.
const passing = /could not bind|could not create any TCP|pre-existing shared memory block|lock file "postmaster\.pid"/

export type StartOptions = {
  launch: Omit<LaunchOptions, 'port'>
  /** Wanted, not needed. */
  port: number | undefined
  deadline: number
  limitMs: number
  signal: AbortSignal
  /** The postmaster that we started or found, as soon as there is one: it may run although the start failed. */
  onPid: (pid: number) => void
}

/** Gives back the port of the postmaster of this folder, ours of before or a new one, once it is ready. */
export async function bringUp(options: StartOptions): Promise<number> {
  for (;;) {
    const found = await awaitExisting(options)
    if (found !== undefined) return found
    const port = await freePort(options.port)
    refuseIfStopped(options)
    const child = launch({ ...options.launch, port })
    options.onPid(child.pid)
    if (await awaitReady(child, options)) return port
    const lastWords = await child.lastWords()
    if (!passing.test(lastWords) || Date.now() >= options.deadline)
      throw new EmbeddedPostgresError(`PostgreSQL did not start in ${options.launch.folder}. It said:\n${lastWords}`, {
        retryable: true,
      })
    await Bun.sleep(retryMs)
  }
}

/** Adopts a postmaster of ours that runs already, and waits for one that starts or stops. undefined: none runs now. */
async function awaitExisting(options: StartOptions): Promise<number | undefined> {
  const { folder } = options.launch
  for (let silent = 0; ; ) {
    const file = await readPidFile(folder)
    if (!file) return undefined
    const identity = await identify(file.pid, folder)
    // PostgreSQL would refuse to start for the sake of any process of its user's that has this pid now. It still looks for its
    // own kind by the shared memory of the folder.
    if (identity === 'stranger') await rm(pidFilePath(folder), { force: true })
    if (identity !== 'postmaster') return undefined
    options.onPid(file.pid)
    if (file.status === 'ready' && file.port !== undefined) {
      if (await answers(file.port, answerLimitMs)) return file.port
      silent += 1
      if (silent === triesOfTheSilent) await endPostmaster(file.pid, folder)
    }
    await pause(options, file.status === 'ready' ? 'silent' : file.status)
  }
}

/** False: it ended. */
async function awaitReady(child: Launched, options: StartOptions): Promise<boolean> {
  for (;;) {
    if (child.hasExited()) return false
    const file = await readPidFile(options.launch.folder)
    if (file?.pid === child.pid && file.status === 'ready') return true
    await pause(options, file?.status)
  }
}

/** Past the limit it is left alone: it may be recovering, and the next call waits on for the same one. */
async function pause(options: StartOptions, status = 'starting'): Promise<void> {
  const { deadline, limitMs } = options
  refuseIfStopped(options)
  if (Date.now() >= deadline)
    throw new EmbeddedPostgresError(`PostgreSQL is still ${status} after ${limitMs / 1_000} s.`, { retryable: true })
  await Bun.sleep(pollMs)
}

function refuseIfStopped({ signal }: StartOptions): void {
  if (signal.aborted) throw new EmbeddedPostgresError('PostgreSQL was stopped while it started.', { retryable: true })
}
