// A thread of its own, so that neither encoding nor a database that is slow or gone stands in the log's or a channel's way.
import { join } from 'node:path'
import {
  ArchiveReader,
  ArchiveWriter,
  type Capabilities,
  connect,
  countRejects,
  messageOf,
  migrate,
  retain,
  type Sql,
} from '@landale/database'
import { EmbeddedPostgres, EmbeddedPostgresError } from '@landale/database/embedded'
import { LogView } from '@landale/event-log'
import type { ArchiveWork, FromWorker, ToWorker } from './messages.ts'
import { createPause } from './pause.ts'

declare const self: Worker

const firstRetryMs = 250
const lastRetryMs = 5_000
/** What does not get better by itself is looked at again this often, in case somebody mended it. */
const refusedRetryMs = 15_000
/** A batch that takes longer has lost its database, whatever the connection says. */
const batchLimitMs = 30_000
const retentionEveryMs = 3_600_000
/** How long a database may have nothing to do before it is asked whether it is still there, and how long it may think. */
const idleCheckMs = 2_000
const checkLimitMs = 5_000

const stopping = new AbortController()
const pause = createPause(stopping.signal)
const say = (message: FromWorker) => self.postMessage(message)

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'stop') stopping.abort()
  else void run(data.work)
}

async function run(work: ArchiveWork): Promise<void> {
  using view = new LogView(work.logFolder)
  const { dataDir, databaseUrl } = work
  const embedded =
    databaseUrl === undefined
      ? new EmbeddedPostgres({ folder: join(dataDir, 'postgres'), passwordFile: join(dataDir, 'postgres.key') })
      : undefined
  let retryMs = firstRetryMs
  while (!stopping.signal.aborted) {
    try {
      const url = databaseUrl ?? (await embedded?.ensureRunning()) ?? ''
      await archive(work, view, url, () => {
        retryMs = firstRetryMs
      })
    } catch (error) {
      if (stopping.signal.aborted) break
      const retryable = !(error instanceof Error && 'retryable' in error && error.retryable === false)
      say({ kind: 'away', reason: reasonOf(error), retryable })
      await pause(retryable ? retryMs : refusedRetryMs)
      retryMs = Math.min(retryMs * 2, lastRetryMs)
    }
  }
  await embedded?.stop()
  say({ kind: 'closed' })
}

function reasonOf(error: unknown): string {
  return error instanceof EmbeddedPostgresError ? error.message : messageOf(error)
}

/** Archives until the stop, or until the database fails. */
async function archive(work: ArchiveWork, view: LogView, url: string, onProgress: () => void): Promise<void> {
  const capabilities = await migrate({ url })
  await using stack = new AsyncDisposableStack()
  const sql = connect({ url, max: 1, statementTimeoutMs: 0, name: 'landale archive' })
  stack.defer(() => sql.end({ timeout: 0 }))
  const writer = new ArchiveWriter({ sql, capabilities })
  const position = await writer.claim(work.epoch, view.head)
  const [first, rejects] = [await firstPosition(sql), await countRejects(sql)]
  say({ kind: 'connected', url, capabilities, position, firstPosition: first, rejects })
  onProgress()
  let retainedAt = Number.NEGATIVE_INFINITY
  let heardAt = performance.now()
  while (!stopping.signal.aborted) {
    const startedAt = performance.now()
    const before = writer.position
    const isFull = await archiveBatch(work, view, writer)
    if (writer.position > before) heardAt = performance.now()
    else if (performance.now() - heardAt > idleCheckMs) {
      await within(checkLimitMs, sql`select 1`)
      heardAt = performance.now()
    }
    if (performance.now() - retainedAt > retentionEveryMs) {
      await retainNow(sql, capabilities, work)
      retainedAt = performance.now()
    }
    if (!isFull) await pause(work.intervalMs - (performance.now() - startedAt))
  }
}

/** Gives back whether there is likely more at once. */
async function archiveBatch({ batch }: ArchiveWork, view: LogView, writer: ArchiveWriter): Promise<boolean> {
  const rows = view.next(writer.position, batch)
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return false
  const startedAt = performance.now()
  const sessions = view.sessionsBetween(first.position, last.position)
  const snapshots = view.snapshotsUpTo(last.position)
  const rejects = await within(batchLimitMs, writer.write({ rows, sessions, snapshots }))
  const seconds = (performance.now() - startedAt) / 1_000
  say({ kind: 'archived', position: writer.position, events: rows.length, seconds, rejects })
  return last.position < view.head && rows.length >= batch.maxEvents / 2
}

async function retainNow(sql: Sql, capabilities: Capabilities, { retention }: ArchiveWork): Promise<void> {
  const gone = await retain(sql, capabilities, retention, Date.now())
  if (gone > 0) say({ kind: 'retained', gone, firstPosition: await firstPosition(sql) })
}

async function firstPosition(sql: Sql): Promise<number> {
  return (await new ArchiveReader(sql).firstPosition()) ?? 1
}

/** A server that was stopped in its tracks answers neither yes nor no. */
async function within<Value>(limitMs: number, work: Promise<Value>): Promise<Value> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`the database did not answer in ${limitMs / 1_000} s`)), limitMs)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
