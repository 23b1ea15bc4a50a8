import type { Sql } from '../connection.ts'
import { ask } from './archive-reader.ts'
import { wordsQuery } from './history.ts'

export type TranscriptQuery = {
  /** What was typed; found as a part of what was said, or by its words in any order. */
  q: string
  words: readonly string[]
  session?: string | undefined
  from?: number | undefined
  to?: number | undefined
  upTo: number
  /** Only before this position. */
  before?: number | undefined
  limit: number
}

/** A match as the archive or the log has it. `sessionStartedAt` is when its session began. */
export type FoundUtterance = {
  position: number
  session: string
  seq: number
  text: string
  source_id: string
  started_at: string
  duration_ms: number
}

type Row = Omit<FoundUtterance, 'position' | 'seq' | 'started_at'> & { position: string; seq: string; started_at: Date }

/** Archived speech that matches, the newest first. */
export function transcripts(
  sql: Sql,
  { q, words, session, from, to, upTo, before, limit }: TranscriptQuery,
): Promise<FoundUtterance[]> {
  const part = `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`
  const matches =
    words.length === 0 ? sql`text ilike ${part}` : sql`(text ilike ${part} or words @@ ${wordsQuery(words)}::text::tsquery)`
  return ask(async () => {
    const rows = await sql<Row[]>`
      select position, session, seq, text, source_id, started_at, duration_ms from landale.transcriptions
      where ${matches} and position <= ${upTo}
        ${before === undefined ? sql`` : sql`and position < ${before}`}
        ${session === undefined ? sql`` : sql`and session = ${session}`}
        ${from === undefined ? sql`` : sql`and inserted_at >= ${new Date(from)}`}
        ${to === undefined ? sql`` : sql`and inserted_at < ${new Date(to)}`}
      order by inserted_at desc, position desc limit ${limit}`
    return rows.map((row) => ({
      ...row,
      position: Number(row.position),
      seq: Number(row.seq),
      started_at: row.started_at.toISOString(),
    }))
  })
}
