import type { PeopleCursor } from '@landale/database'
import type { PersonRecord } from '@landale/protocol'
import type { HistoryParts } from './history.ts'
import { whole } from './parts.ts'

export type PeopleQuestion = { q: string | undefined; cursor: PeopleCursor | undefined; limit: number }

/** Who was seen, the last first. Whom the archive knows from before and the hot log saw since are one. */
export async function findPeople(
  { hot, reads, parts }: HistoryParts,
  question: PeopleQuestion,
): Promise<{ people: PersonRecord[]; hasMore: boolean }> {
  const { q, cursor, limit } = question
  const { archivedUpTo, hot: range } = whole(parts())
  const late = range.after < range.upTo ? await hot.ask<'people'>({ kind: 'people', range }) : []
  const wanted = limit + 1
  // Of those whom the hot log saw since, the archive's own line may be further up or down its list: they are asked for by name.
  const archived = archivedUpTo > 0 ? await reads.ask('people', { q, cursor, limit: wanted, also: late }) : []
  const merged = new Map(archived.map((person) => [keyOf(person), person]))
  for (const person of late) {
    const known = merged.get(keyOf(person))
    merged.set(
      keyOf(person),
      known ? { ...known, login: person.login, name: person.name, last_seen_at: person.last_seen_at } : person,
    )
  }
  const found = [...merged.values()].filter((person) => matches(person, q) && isAfter(person, cursor)).sort(byLastSeen)
  return { people: found.slice(0, limit), hasMore: found.length > limit }
}

function keyOf({ platform, id }: PersonRecord): string {
  return `${platform}:${id}`
}

function matches({ login, name }: PersonRecord, q: string | undefined): boolean {
  if (q === undefined) return true
  const part = q.toLowerCase()
  return login.includes(part) || name.toLowerCase().includes(part)
}

function isAfter(person: PersonRecord, cursor: PeopleCursor | undefined): boolean {
  if (cursor === undefined) return true
  const { lastSeenAt, platform, id } = cursor
  return byLastSeen(person, { ...person, last_seen_at: new Date(lastSeenAt).toISOString(), platform, id }) > 0
}

function byLastSeen(a: PersonRecord, b: PersonRecord): number {
  if (a.last_seen_at !== b.last_seen_at) return a.last_seen_at < b.last_seen_at ? 1 : -1
  if (a.platform !== b.platform) return a.platform < b.platform ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}
