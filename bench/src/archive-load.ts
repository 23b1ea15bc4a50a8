import { ArchiveWriter, type Capabilities, connect, type Sql } from '@landale/database'
import { CopyClient, dropCopyTables, makeCopyTables } from './archive-copy.ts'
import type { ArchiveDataset } from './archive-dataset.ts'
import { medianOf } from './statistics.ts'

export const writerRounds = 5
const batchRows = 5_000
const roundRows = 100_000
const progressRows = 500_000

export type LoadOptions = { url: string; capabilities: Capabilities; dataset: ArchiveDataset; label: string }

/** Rows a second: of the writer, of COPY into the same table and indexes, of COPY into a heap; and of the whole load. */
export type LoadFigures = { writer: number; copy: number; heap: number; ratio: number; whole: number }

/** Fills a fresh archive with the dataset. Its first rows are written in rounds, each followed by COPY of the very same. */
export async function loadArchive({ url, capabilities, dataset, label }: LoadOptions): Promise<LoadFigures> {
  await using stack = new AsyncDisposableStack()
  const sql = connect({ url, max: 2, statementTimeoutMs: 0, name: 'landale bench load' })
  stack.defer(() => sql.end({ timeout: 5 }))
  const copy = stack.use(new CopyClient(url))
  const writer = new ArchiveWriter({ sql, capabilities })
  await writer.claim('bench', 0)
  await makeCopyTables(sql, capabilities.hypertables)
  const count = Math.min(roundRows, Math.floor(dataset.total / writerRounds / 2 / batchRows) * batchRows)
  const rounds: Omit<LoadFigures, 'whole'>[] = []
  for (let round = 0; round < writerRounds; round += 1) rounds.push(await compare({ writer, copy, dataset, count }))
  await dropCopyTables(sql)

  const startedAt = performance.now()
  const first = writer.position
  const lastDay = dataset.total - dataset.dayEvents
  await fill(writer, dataset, lastDay, label)
  // What autovacuum does to an archive that grows by the day; the last day is as it leaves it too: analysed and no more.
  const tidiedAt = performance.now()
  await sql`vacuum analyze`
  const tidyMs = performance.now() - tidiedAt
  await fill(writer, dataset, dataset.total, label)
  const whole = (writer.position - first) / ((performance.now() - startedAt - tidyMs) / 1_000)
  await sql`analyze`
  return { ...medianOf(rounds), whole }
}

type Round = { writer: ArchiveWriter; copy: CopyClient; dataset: ArchiveDataset; count: number }

async function compare({ writer, copy, dataset, count }: Round): Promise<Omit<LoadFigures, 'whole'>> {
  const after = writer.position
  const batches = Array.from({ length: count / batchRows }, () => dataset.next(batchRows))
  const startedAt = performance.now()
  for (const batch of batches) await writer.write(batch)
  const written = count / ((performance.now() - startedAt) / 1_000)
  const chunks = await copy.read(after, writer.position)
  const copied = count / (await copy.write('bench.indexed', chunks))
  const heap = count / (await copy.write('bench.heap', chunks))
  return { writer: written, copy: copied, heap, ratio: (written / copied) * 100 }
}

async function fill(writer: ArchiveWriter, dataset: ArchiveDataset, upTo: number, label: string): Promise<void> {
  while (writer.position < upTo) {
    const before = writer.position
    await writer.write(dataset.next(Math.min(batchRows, upTo - before)))
    const passed = Math.floor(writer.position / progressRows) > Math.floor(before / progressRows)
    if (passed) console.error(`${label}: ${writer.position.toLocaleString('en')} of ${dataset.total.toLocaleString('en')}`)
  }
}

export async function sizeOf(sql: Sql): Promise<string> {
  const [row] = await sql<{ size: string }[]>`select pg_size_pretty(pg_database_size(current_database())) as size`
  return row?.size ?? ''
}
