import type { HistoryParts } from './history.ts'

/** What actors are called, as the archive or what is not in it yet last saw them; while the archive is away, some are not known. */
export async function namesFor({ hot, reads, parts }: HistoryParts, actors: readonly string[]) {
  const { archivedUpTo, hot: range } = parts()
  const [archived, late] = await Promise.all([
    archivedUpTo > 0 ? reads.ask('namesOf', actors) : new Map<string, { login: string; name: string }>(),
    range.after < range.upTo ? hot.ask<'people'>({ kind: 'people', range }) : [],
  ])
  for (const { platform, id, login, name } of late) archived.set(`${platform}:${id}`, { login, name })
  return archived
}
