import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { findBinaries } from './binaries.ts'
import { ensureCluster } from './cluster.ts'
import { EmbeddedPostgresError } from './errors.ts'
import { endPostmaster, identify } from './postmaster.ts'
import { databaseUrl } from './running-url.ts'
import { bringUp } from './start.ts'
import { databaseUser } from './system-user.ts'

export type EmbeddedPostgresOptions = {
  /** The cluster: `<data>/postgres`. */
  folder: string
  /** Its superuser's password: `<data>/postgres.key`, made once, mode 0600. */
  passwordFile: string
  /** Each line that PostgreSQL writes to its log. One that was adopted writes none. */
  onLog?: (line: string) => void
  /** How long one call of `ensureRunning` tries; 30 s where it is left out. */
  startLimitMs?: number
}

/**
 * A PostgreSQL 18 that this process keeps running in a folder of its own, on a port of 127.0.0.1. It outlives a process that is
 * killed; the next one on the same folder adopts it. One process at a time.
 */
export class EmbeddedPostgres implements AsyncDisposable {
  readonly #options: EmbeddedPostgresOptions
  /** The postmaster that we started or found, in the real path of its folder; it may still be starting. */
  #postmaster: { pid: number; folder: string } | undefined
  /** Where that one answers. */
  #url: string | undefined
  /** Kept over restarts, so that clients that reconnect find the same address. */
  #port: number | undefined
  #starting: { url: Promise<string>; abort: AbortController } | undefined
  #stopping: Promise<void> | undefined

  constructor(options: EmbeddedPostgresOptions) {
    this.#options = { ...options, folder: resolve(options.folder) }
  }

  /** The postmaster as `ensureRunning` last left it. */
  get pid(): number | undefined {
    return this.#url === undefined ? undefined : this.#postmaster?.pid
  }

  /**
   * Makes the cluster where there is none, adopts a PostgreSQL that an earlier process of ours left behind, starts one where none
   * runs, and gives back its URL. Concurrent calls share one start. Rejects with EmbeddedPostgresError.
   */
  ensureRunning(): Promise<string> {
    if (this.#starting) return this.#starting.url
    const abort = new AbortController()
    const url = this.#ensure(abort.signal)
      .catch((error: unknown) => {
        if (error instanceof EmbeddedPostgresError) throw error
        // Of the file system: a full or read-only disk, a folder that is not ours to write in.
        throw new EmbeddedPostgresError(`PostgreSQL did not start: ${String(error)}`, { retryable: true, cause: error })
      })
      .finally(() => {
        this.#starting = undefined
      })
    this.#starting = { url, abort }
    return url
  }

  /** Ends it, cleanly while that takes seconds. A start under way is given up. `ensureRunning` starts it again. */
  stop(): Promise<void> {
    this.#starting?.abort.abort()
    this.#stopping ??= this.#stop().finally(() => {
      this.#stopping = undefined
    })
    return this.#stopping
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  async #ensure(signal: AbortSignal): Promise<string> {
    await this.#stopping
    const postmaster = this.#postmaster
    if (postmaster && this.#url && (await identify(postmaster.pid, postmaster.folder)) === 'postmaster') return this.#url
    this.#url = undefined
    return await this.#start(signal)
  }

  async #start(signal: AbortSignal): Promise<string> {
    const { passwordFile, onLog = () => {}, startLimitMs: limitMs = 30_000 } = this.#options
    const deadline = Date.now() + limitMs
    const binaries = await findBinaries()
    const user = await databaseUser(this.#options.folder)
    const password = await ensureCluster({ folder: this.#options.folder, passwordFile, binaries, user })
    const folder = await realpath(this.#options.folder)
    this.#port = await bringUp({
      launch: { binaries, folder, user, onLog },
      port: this.#port,
      deadline,
      limitMs,
      signal,
      onPid: (pid) => {
        this.#postmaster = { pid, folder }
      },
    })
    this.#url = databaseUrl(password, this.#port)
    return this.#url
  }

  async #stop(): Promise<void> {
    await this.#starting?.url.catch(() => undefined)
    if (this.#postmaster) await endPostmaster(this.#postmaster.pid, this.#postmaster.folder)
    this.#postmaster = undefined
    this.#url = undefined
  }
}
