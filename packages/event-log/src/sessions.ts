import type { Database } from 'bun:sqlite'
import type { NewSession, Session, SessionKind } from '@landale/protocol'

/** A session as its table has it. */
export type SessionRow = {
  key: number
  id: string
  title: string | null
  metadata: string
  kind: SessionKind
  last_seq: number
  created_at: number
  updated_at: number
}

/** `createdAt` and `updatedAt` are ms since the epoch: all its events lie between them. */
export type SessionHead = {
  key: number
  id: string
  kind: SessionKind
  lastSeq: number
  createdAt: number
  updatedAt: number
}

export type ListSessions = { limit: number; after?: string | undefined; metadata?: Readonly<Record<string, string>> | undefined }

/** The sessions of a log. `current` stands for the platform's own one everywhere. */
export class Sessions {
  readonly #db: Database
  readonly #byId
  readonly #current
  readonly #insert

  constructor(db: Database) {
    this.#db = db
    this.#byId = db.query<SessionRow, [string]>('select * from sessions where id = ?')
    this.#current = db.query<{ value: string }, []>(`select value from state where name = 'current_session'`)
    this.#insert = db.query<null, [string, string | null, string, string, number, number]>(
      'insert into sessions (id, title, metadata, kind, last_seq, created_at, updated_at) values (?, ?, ?, ?, 0, ?, ?)',
    )
  }

  /** Makes a session; undefined where the id is taken. */
  create({ id, title, metadata }: NewSession, now: number): Session | undefined {
    const chosen = id ?? newSessionId()
    if (this.#byId.get(chosen)) return undefined
    this.#insert.run(chosen, title ?? null, JSON.stringify(metadata ?? {}), 'custom', now, now)
    return this.get(chosen)
  }

  get(id: string): Session | undefined {
    const row = this.#byId.get(this.resolve(id))
    return row ? toSession(row) : undefined
  }

  head(id: string): SessionHead | undefined {
    const row = this.#byId.get(this.resolve(id))
    if (row === null) return undefined
    const { key, kind, last_seq: lastSeq, created_at: createdAt, updated_at: updatedAt } = row
    return { key, id: row.id, kind, lastSeq, createdAt, updatedAt }
  }

  resolve(id: string): string {
    return id === 'current' ? (this.#current.get()?.value ?? '') : id
  }

  /** Ends the current session by making the next one. Runs inside the caller's transaction. */
  roll(kind: Exclude<SessionKind, 'custom'>, now: number): SessionHead {
    const id = newSessionId()
    this.#insert.run(id, null, '{}', kind, now, now)
    this.#db.run(`insert into state values ('current_session', ?) on conflict do update set value = excluded.value`, [id])
    const head = this.head(id)
    if (head === undefined) throw new Error(`session ${id} was not made`)
    return head
  }

  list({ limit, after, metadata }: ListSessions): Session[] {
    const filters = Object.entries(metadata ?? {})
    const where = filters.map(
      () => `and exists (select 1 from json_each(metadata) where key = ? and
        case type when 'true' then 'true' when 'false' then 'false' else cast(value as text) end = ?)`,
    )
    const sql = `select * from sessions where id > ? ${where.join(' ')} order by id limit ?`
    // prepare, not query: the text depends on how many filters there are, and query would keep every one of them.
    const statement = this.#db.prepare<SessionRow, (string | number)[]>(sql)
    try {
      return statement.all(after ?? '', ...filters.flat(), limit).map(toSession)
    } finally {
      statement.finalize()
    }
  }
}

function newSessionId(): string {
  return `ses_${Bun.randomUUIDv7()}`
}

export function toSession(row: SessionRow): Session {
  return {
    id: row.id,
    title: row.title,
    metadata: JSON.parse(row.metadata) as Record<string, unknown>,
    kind: row.kind,
    last_seq: row.last_seq,
    created_at: new Date(row.created_at).toISOString(),
    updated_at: new Date(row.updated_at).toISOString(),
  }
}
