import {
  ArchiveReader,
  countChatters,
  historyPage,
  namesOf,
  people,
  type Sql,
  sessionTally,
  tallies,
  transcripts,
} from '@landale/database'

type FeedsOf = Parameters<ArchiveReader['feeds']>
type CountOf = Parameters<ArchiveReader['countFeeds']>
type SessionOf = Parameters<ArchiveReader['session']>

/** Everything that is asked of the archive, by name: what crosses to the thread that asks it. */
export const reads = {
  session: (sql: Sql, ...question: SessionOf) => new ArchiveReader(sql).session(...question),
  feeds: (sql: Sql, ...question: FeedsOf) => new ArchiveReader(sql).feeds(...question),
  countFeeds: (sql: Sql, ...question: CountOf) => new ArchiveReader(sql).countFeeds(...question),
  historyPage,
  tallies,
  countChatters,
  sessionTally,
  people,
  namesOf,
  transcripts,
} as const

export type Reads = typeof reads
export type ReadName = keyof Reads
type After<Parameters extends readonly unknown[]> = Parameters extends readonly [unknown, ...infer Rest] ? Rest : never
export type Question<Name extends ReadName> = After<Parameters<Reads[Name]>>
export type Answer<Name extends ReadName> = Awaited<ReturnType<Reads[Name]>>

export type ToReader =
  | { url: string; maxConnections: number; timeoutMs: number }
  | { id: number; name: ReadName; question: unknown[] }
export type FromReader = { id: number; answer: unknown } | { id: number; error: { name: string; message: string } }
