// The archive: how fast it takes the log in, and how soon it answers over millions of events, on both of its servers.
import { migrate, type Sql } from '@landale/database'
import { embeddedServer, type TestDatabase, timescaleServer } from '@landale/database/testing'
import { readerKinds, statsKinds } from './src/archive-counts.ts'
import { ArchiveDataset } from './src/archive-dataset.ts'
import { type LoadFigures, loadArchive, sizeOf, writerRounds } from './src/archive-load.ts'
import { pageKinds } from './src/archive-pages.ts'
import { type Answered, answer, p50And95, questionConnection, questionCount } from './src/archive-questions.ts'
import { searchKinds } from './src/archive-searches.ts'
import type { Report, Row } from './src/report.ts'

const seed = 20_260
const events = Number(process.env.LANDALE_BENCH_EVENTS ?? 5_000_000)
const servers = { timescaledb: timescaleServer, embedded: embeddedServer }
const planTimeoutMs = 60_000
/** A hypertable's plan says the same of every chunk. */
const planLines = 14

function isServer(name: string): name is keyof typeof servers {
  return name in servers
}

export async function run(): Promise<Report> {
  const rows: Row[] = []
  const notes = [
    'COPY through another client in one transaction a round, of rows that are ready as its text; the writer makes its own of JSON',
    'a plan is made for the values shown; one that was slow as a prepared statement may have had a plan for any',
  ]
  const asked = (process.env.LANDALE_BENCH_SERVERS ?? Object.keys(servers).join()).split(',').filter(isServer)
  for (const name of asked) {
    await using server = await servers[name]()
    const measured = await measure(server)
    rows.push(...measured.rows)
    notes.push(...measured.notes)
  }
  return { bench: 'archive', rounds: writerRounds, rows, notes }
}

async function measure({ kind, url }: TestDatabase): Promise<{ rows: Row[]; notes: string[] }> {
  const capabilities = await migrate({ url })
  const dataset = new ArchiveDataset({ seed, total: events, endsAt: Date.now() })
  const figures = await loadArchive({ url, capabilities, dataset, label: kind })
  const { rows, notes } = await question(url, dataset, kind, capabilities.hypertables)
  return { rows: [...writerRows(kind, figures), ...rows], notes }
}

function writerRows(kind: string, { writer, copy, heap, ratio, whole }: LoadFigures): Row[] {
  const raw = { name: 'COPY, same indexes', value: copy }
  return [
    { measure: `${kind}: archived in batches of 5,000`, value: writer, unit: 'rows/s', raw },
    { measure: `${kind}: of COPY, same indexes`, value: ratio, unit: '%', target: { atLeast: 50 } },
    { measure: `${kind}: COPY, same indexes`, value: copy, unit: 'rows/s' },
    { measure: `${kind}: COPY into a heap, no index`, value: heap, unit: 'rows/s' },
    { measure: `${kind}: all ${events.toLocaleString('en')} archived, made as they go`, value: whole, unit: 'rows/s' },
  ]
}

/** Asks every kind of query of an archive that holds the dataset. */
async function question(
  url: string,
  dataset: ArchiveDataset,
  label: string,
  hasChunks: boolean,
): Promise<{ rows: Row[]; notes: string[] }> {
  await using stack = new AsyncDisposableStack()
  const opened = (timeoutMs?: number): Sql => {
    const sql = questionConnection(url, timeoutMs)
    stack.defer(() => sql.end({ timeout: 5 }))
    return sql
  }
  const [sql, planner] = [opened(), opened(planTimeoutMs)]
  const rows: Row[] = []
  const notes = [`${label}: ${events.toLocaleString('en')} events, ${await sizeOf(sql)}; ${questionCount} queries of each kind`]
  const mixed: number[] = []
  const pages = pageKinds(dataset, hasChunks)
  for (const kind of [...pages, ...searchKinds(dataset, hasChunks), ...statsKinds(dataset), ...readerKinds(dataset, hasChunks)]) {
    const answered = await answer(sql, kind, seed)
    rows.push(...rowsOf(label, answered))
    notes.push(...(await planOf(planner, label, answered)))
    if (kind.isMixed === true) mixed.push(...answered.samples)
    if (kind === pages.at(-1)) rows.push(...rowsOf(label, { name: 'page, the first nine mixed', targetMs: 50, samples: mixed }))
    console.error(`${label}: ${kind.name}`, p50And95(answered.samples), answered.slowestMs)
  }
  return { rows, notes }
}

function rowsOf(label: string, { name, targetMs, samples }: Pick<Answered, 'name' | 'targetMs' | 'samples'>): Row[] {
  const { p50, p95 } = p50And95(samples)
  const target = targetMs === undefined ? {} : { target: { atMost: targetMs } }
  return [
    { measure: `${label}: ${name}, p50`, value: p50, unit: 'ms' },
    { measure: `${label}: ${name}, p95`, value: p95, unit: 'ms', ...target },
  ]
}

async function planOf(sql: Sql, label: string, { name, slowest, slowestMs }: Answered): Promise<string[]> {
  const head = `${label}: the slowest ${name}, ${slowestMs.toFixed(1)} ms: ${slowest.asked.slice(0, 300)}`
  const lines = await slowest.explain(sql).catch((error: unknown) => [String(error)])
  const shown = lines.length > planLines ? [...lines.slice(0, planLines), '…', ...lines.slice(-2)] : lines
  return [head, ...shown.map((line) => `  ${line.slice(0, 200)}`)]
}
