import type { PersonRecord } from '@landale/protocol'
import type { Sql } from '../connection.ts'
import { ask } from './archive-reader.ts'

/** After whom a page begins: the last of the page before. */
export type PeopleCursor = { lastSeenAt: number; platform: string; id: string }

export type PeopleQuery = { q?: string | undefined; cursor?: PeopleCursor | undefined; limit: number }

type Row = Omit<PersonRecord, 'first_seen_at' | 'last_seen_at'> & { first_seen_at: Date; last_seen_at: Date }

/** Who was seen, the last first; `q` is a part of a login or a name. */
export function people(sql: Sql, { q, cursor, limit }: PeopleQuery): Promise<PersonRecord[]> {
  const after = cursor === undefined ? undefined : [new Date(cursor.lastSeenAt), cursor.platform, cursor.id]
  return ask(async () => {
    const rows = await sql<Row[]>`
      select platform, id, login, name, first_seen_at, last_seen_at, note, pronouns from landale.people
      where ${q === undefined ? sql`true` : sql`(position(lower(${q}) in login) > 0 or position(lower(${q}) in lower(name)) > 0)`}
        ${after === undefined ? sql`` : sql`and (last_seen_at < ${after[0] ?? ''} or (last_seen_at = ${after[0] ?? ''} and (platform, id) > (${after[1] ?? ''}, ${after[2] ?? ''})))`}
      order by last_seen_at desc, platform, id limit ${limit}`
    return rows.map((row) => ({
      ...row,
      first_seen_at: row.first_seen_at.toISOString(),
      last_seen_at: row.last_seen_at.toISOString(),
    }))
  })
}

/** What actors (`twitch:12826`) are called; those nobody knows are left out. */
export function namesOf(sql: Sql, actors: readonly string[]): Promise<Map<string, { login: string; name: string }>> {
  return ask(async () => {
    const rows = await sql<{ actor: string; login: string; name: string }[]>`
      select actor, login, name from unnest(${sql.array([...actors])}::text[]) as asked (actor)
      join landale.people on platform = split_part(actor, ':', 1) and id = substr(actor, strpos(actor, ':') + 1)`
    return new Map(rows.map(({ actor, login, name }) => [actor, { login, name }]))
  })
}
