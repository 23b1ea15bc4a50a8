import { connect, QueryTimeoutError, type Sql } from '@landale/database'
import { createRandom, type Random } from '@landale/testing/simulator/random'
import { quantile } from './statistics.ts'

/** One query, and what PostgreSQL says it does for it. */
export type Question = {
  asked: string
  run: (sql: Sql) => Promise<unknown>
  explain: (sql: Sql) => Promise<string[]>
}

/** A family of queries; `ask` varies their parameters. */
export type Kind = {
  name: string
  targetMs: number | undefined
  /** Whether it is one of those that the row of mixed pages is made of. */
  isMixed?: boolean
  ask: (random: Random) => Question
}

export type Answered = { name: string; targetMs: number | undefined; samples: number[]; slowest: Question; slowestMs: number }

const warmUps = 10
export const questionCount = 200
/** What is far too slow need not be measured two hundred times. */
const kindLimitMs = 60_000

/** Asks a kind's queries one after another; ms each. One that the database gave up has the time until then. */
export async function answer(sql: Sql, { name, targetMs, ask }: Kind, seed: number): Promise<Answered> {
  const random = createRandom(seed)
  const samples: number[] = []
  let [slowest, slowestMs] = [ask(random), -1]
  const deadline = performance.now() + kindLimitMs
  for (let index = -warmUps; index < questionCount && performance.now() < deadline; index += 1) {
    const question = ask(random)
    const startedAt = performance.now()
    await question.run(sql).catch((error: unknown) => {
      if (!(error instanceof QueryTimeoutError)) throw error
    })
    const took = performance.now() - startedAt
    if (index < 0) continue
    samples.push(took)
    if (took > slowestMs) [slowest, slowestMs] = [question, took]
  }
  return { name, targetMs, samples, slowest, slowestMs }
}

export function p50And95(samples: readonly number[]): { p50: number; p95: number } {
  return { p50: quantile(samples, 0.5), p95: quantile(samples, 0.95) }
}

/** The plan of every statement that `run` sends, heard as they are sent. It wants a connection that nobody else uses. */
export async function explainAll(sql: Sql, run: (sql: Sql) => Promise<unknown>): Promise<string[]> {
  const heard: { text: string; parameters: unknown[] }[] = []
  const { debug } = sql.options
  sql.options.debug = (_connection, text, parameters) => void heard.push({ text, parameters: [...parameters] })
  await run(sql)
  sql.options.debug = debug
  const lines: string[] = []
  for (const { text, parameters } of heard) {
    // What the client asks once about array types.
    if (/^\s*select\s+b\.oid/.test(text)) continue
    const plan = await sql.unsafe<{ 'QUERY PLAN': string }[]>(
      `explain (analyze, buffers, costs off, timing off) ${text}`,
      parameters as never[],
    )
    lines.push(...plan.map((row) => row['QUERY PLAN']))
  }
  return lines
}

export function questionConnection(url: string, statementTimeoutMs = 5_000): Sql {
  return connect({ url, max: 4, statementTimeoutMs, name: 'landale bench' })
}
