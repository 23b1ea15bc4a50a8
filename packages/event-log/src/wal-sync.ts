import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs'

/**
 * Makes the write-ahead log durable without holding the event loop: the same `fdatasync` that SQLite does inside a commit under
 * `synchronous=FULL`, on a thread of the runtime's pool. A commit is answered after it, never before.
 */
export class WalSync {
  readonly #path: string
  #descriptor: number | undefined

  constructor(databasePath: string) {
    this.#path = `${databasePath}-wal`
  }

  /** Settles when everything that was committed before the call is on disk; rejects with what the disk said. */
  async done(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    fdatasync(this.#open(), (error) => (error ? reject(error) : resolve()))
    await promise
  }

  doneSync(): void {
    fdatasyncSync(this.#open())
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
  }

  // SQLite makes the file with the first write after opening, and keeps it while a connection is open.
  #open(): number {
    this.#descriptor ??= openSync(this.#path, 'r+')
    return this.#descriptor
  }
}
