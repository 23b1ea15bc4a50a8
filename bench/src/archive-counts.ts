import { ArchiveReader, countChatters, type Sql, sessionTally, type TallyQuery, tallies } from '@landale/database'
import { feedBit } from '@landale/protocol'
import type { Random } from '@landale/testing/simulator/random'
import type { ArchiveDataset } from './archive-dataset.ts'
import { explainAll, type Kind } from './archive-questions.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const windowMs = 30 * dayMs
const pageLimit = 500

/** Statistics of 30 days, beginning anywhere in the archive. */
export function statsKinds(dataset: ArchiveDataset): Kind[] {
  const earliest = Math.ceil((dataset.endsAt - 90 * dayMs) / dayMs) * dayMs
  const tally = (name: string, make: Omit<TallyQuery, 'from' | 'to' | 'origin'>): Kind =>
    kind(`stats ${name}, 30 days`, 200, (random) => {
      const from = earliest + random.int(0, 60) * dayMs + (make.by === 'actor' ? 0 : random.int(0, 23) * hourMs)
      const query = { ...make, from, to: from + windowMs, origin: 'live' as const }
      return [query, (sql) => tallies(sql, query)]
    })
  return [
    tally('by hour', { by: 'hour', order: 'events', limit: 20_000 }),
    tally('by day', { by: 'day', order: 'events', limit: 20_000 }),
    tally('by type', { by: 'type', order: 'events', limit: 100 }),
    tally('chat by actor', { by: 'actor', type: 'chat.message.sent', order: 'events', limit: 100 }),
    tally('bits by actor', { by: 'actor', type: 'channel.cheered', order: 'amount', limit: 100 }),
    tally('all by actor', { by: 'actor', order: 'events', limit: 100 }),
    kind('stats chatters, 30 days', 200, (random) => {
      const from = earliest + random.int(0, 60) * dayMs
      const query = { from, to: from + windowMs, origin: 'live' as const, others: ['twitch:1', 'twitch:2'] }
      return [query, (sql) => countChatters(sql, query)]
    }),
  ]
}

/** What the log's own readers ask of its cold half; with chunks, a session is looked for in its time. */
export function readerKinds(dataset: ArchiveDataset, hasChunks: boolean): Kind[] {
  const sessionAt = (random: Random) => {
    const session = dataset.sessions[random.int(0, dataset.sessions.length - 1)]
    if (session === undefined) throw new Error('there is no session')
    return { ...session, during: { from: new Date(session.from), to: new Date(session.to) } }
  }
  const feed = (name: string, feeds: number) =>
    kind(`feed ${name}, ${pageLimit}`, 50, (random) => {
      const after = random.int(0, dataset.total)
      return [{ after, feeds }, (sql) => new ArchiveReader(sql).feeds(after, dataset.total, feeds, pageLimit)]
    })
  return [
    kind(`session's page, ${pageLimit}`, 50, (random) => {
      const { id, during, events } = sessionAt(random)
      const after = random.int(0, events)
      return [{ id, after }, (sql) => new ArchiveReader(sql).session(id, after, pageLimit, hasChunks ? during : undefined)]
    }),
    feed('all', feedBit('all')),
    feed('chat', feedBit('chat')),
    feed('music', feedBit('music')),
    feed('goals', feedBit('goals')),
    kind('session tally', undefined, (random) => {
      const { id, during } = sessionAt(random)
      return [{ id }, (sql) => sessionTally(sql, { session: id, upTo: dataset.total, during })]
    }),
  ]
}

type Asked = [query: object, run: (sql: Sql) => Promise<unknown>]

function kind(name: string, targetMs: number | undefined, make: (random: Random) => Asked): Kind {
  return {
    name,
    targetMs,
    ask(random) {
      const [query, run] = make(random)
      return { asked: JSON.stringify(query), run, explain: (sql) => explainAll(sql, run) }
    },
  }
}
