import type { PersonRecord } from '@landale/protocol'
import type { Sql } from '../connection.ts'
import { ask } from './archive-reader.ts'

/** After whom a page begins: the last of the page before. */
export type PeopleCursor = { lastSeenAt: number; platform: string; id: string }

export type PeopleQuery = {
  q?: string | undefined
  cursor?: PeopleCursor | undefined
  limit: number
  /** These too, where they are known, wherever they would come. */
  also?: readonly { platform: string; id: string }[]
}

type Row = Omit<PersonRecord, 'first_seen_at' | 'last_seen_at'> & { first_seen_at: Date; last_seen_at: Date }

/** Who was seen, the last first; `q` is a part of a login or a name. */
export function people(sql: Sql, { q, cursor, limit, also = [] }: PeopleQuery): Promise<PersonRecord[]> {
  const columns = sql`platform, id, login, name, first_seen_at, last_seen_at, note, pronouns`
  const conditions = [sql`true`]
  if (q !== undefined)
    conditions.push(sql`(strpos(login, ${q.toLowerCase()}) > 0 or strpos(lower(name), ${q.toLowerCase()}) > 0)`)
  if (cursor !== undefined) {
    const { lastSeenAt, platform, id } = cursor
    const at = new Date(lastSeenAt)
    conditions.push(sql`(last_seen_at < ${at} or (last_seen_at = ${at} and (platform, id) > (${platform}, ${id})))`)
  }
  const condition = conditions.reduce((all, one) => sql`${all} and ${one}`)
  return ask(async () => {
    // Who is asked for by name takes no place in the list: where they stand in it now is not ours to say.
    const asked = JSON.stringify(also.map(({ platform, id }) => ({ platform, id })))
    const rows = await sql<Row[]>`
      with asked as (select platform, id from jsonb_to_recordset(${asked}::text::jsonb) as asked (platform text, id text))
      (select ${columns} from landale.people where ${condition} and (platform, id) not in (select platform, id from asked)
        order by last_seen_at desc, platform, id limit ${limit})
      union all select ${columns} from landale.people join asked using (platform, id)
      order by last_seen_at desc, platform, id`
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
