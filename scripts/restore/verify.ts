import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { requireKnown } from '@landale/database'
import { inspectLog } from '@landale/event-log'
import { logName, type Manifest, tableName } from '../backup/manifest.ts'
import { checkSeal, damaged } from '../backup/seal.ts'
import { decompressed, store } from '../backup/store.ts'
import { readManifest, unpack } from '../backup/unpack.ts'
import { logPath } from '../tools/installation.ts'
import type { Progress } from '../tools/progress.ts'
import { ToolError } from '../tools/tool-error.ts'

/** Reads a whole backup without writing anything. Rejects with ToolError where it is damaged, newer, or no backup. */
export async function checkBackup(file: string, progress: Progress): Promise<Manifest> {
  if (!(await Bun.file(file).exists())) throw new ToolError(`there is no file ${file}`)
  const size = Bun.file(file).size
  let read = 0
  const onBytes = (bytes: number) => {
    read += bytes
    progress.at('reading the backup', read / size)
  }
  // The format first: what a newer version writes need not be sealed as ours is.
  const manifest = await readManifest(file).catch(async (error: unknown) => {
    if (error instanceof ToolError && error.message.includes('reads up to')) throw error
    await checkSeal(file, onBytes)
    throw error
  })
  await checkSeal(file, onBytes)
  const { database, hot_position, archived_position, head } = manifest
  if (database !== null) requireKnown(database.migrations)
  const isWhole = database === null || (hot_position <= archived_position + 1 && archived_position <= head)
  if (!isWhole) throw damaged(file, 'its log and its archive do not meet')
  return manifest
}

/** Unpacks a backup into `staging`, its log as `log/`, and looks through all of it. Rejects with ToolError or LogOpenError. */
export async function extractBackup(file: string, manifest: Manifest, staging: string, progress: Progress): Promise<void> {
  progress.at('unpacking', 1)
  await unpack(file, manifest, staging, () => {})
  for (const [table, { rows }] of Object.entries(manifest.database?.tables ?? {})) {
    progress.at(`checking ${table}`)
    // A row's own line ends are escaped: each row is one line.
    if ((await lines(join(staging, tableName(table)))) !== rows) throw damaged(file, `${table} has not ${rows} rows`)
  }
  progress.at('checking the log', 2)
  const compressed = join(staging, logName)
  const folder = join(staging, 'log')
  await mkdir(folder, { mode: 0o755 })
  await store(decompressed(compressed), logPath(folder))
  await rm(compressed)
  const { epoch, head, start } = inspectLog(logPath(folder))
  if (epoch !== manifest.epoch || head !== manifest.head || start !== manifest.hot_position)
    throw damaged(file, 'its log is another than its manifest says')
}

async function lines(path: string): Promise<number> {
  let count = 0
  for await (const chunk of decompressed(path)) for (const byte of chunk) if (byte === 0x0a) count += 1
  return count
}
