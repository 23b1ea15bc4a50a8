import { type HistoryQuery, historyPage, type Sql } from '@landale/database'
import type { EventCursor, EventFilter } from '@landale/protocol'
import type { Random } from '@landale/testing/simulator/random'
import type { ArchiveDataset } from './archive-dataset.ts'
import { explainAll, type Kind, type Question } from './archive-questions.ts'
import { zipf } from './archive-words.ts'

const limit = 100
const dayMs = 86_400_000
const types = [
  'chat.message.sent',
  'channel.followed',
  'channel.cheered',
  'channel.raided',
  'run.started',
  'goal.progressed',
] as const
const prefixes = ['channel.', 'run.', 'music.', 'takeover.', 'chat.'] as const
const sources = ['twitch', 'ironmon', 'rainwave', 'obs', 'system', 'dashboard'] as const

/** Pages of the history, by what narrows them. */
export function pageKinds(dataset: ArchiveDataset, inChunks: boolean): Kind[] {
  const pickPerson = zipf(dataset.people.length)
  const actorOf = (random: Random) => {
    const index = random.chance(0.5) ? pickPerson(random) : random.int(0, dataset.people.length - 1)
    return `twitch:${dataset.people[index]?.id ?? ''}`
  }
  const anywhere = (random: Random) => random.int(1, dataset.total)
  const cursor = (random: Random): EventCursor => {
    const position = anywhere(random)
    return { position, at: dataset.placeOf(position).at }
  }
  const sessionOf = (random: Random) => dataset.sessions[random.int(0, dataset.sessions.length - 1)]?.id
  const span = (random: Random) => {
    const from = dataset.endsAt - random.int(1, 90) * dayMs + random.int(0, dayMs / 2)
    return { from, to: from + random.int(600_000, dayMs / 2) }
  }
  const order = (random: Random) => (random.chance(0.5) ? ('asc' as const) : ('desc' as const))

  const page = (name: string, isMixed: boolean, make: (random: Random) => Partial<HistoryQuery>): Kind => ({
    name: `page ${name}`,
    targetMs: 50,
    isMixed,
    ask: (random) => pageOf({ filter: {}, upTo: dataset.total, order: 'desc', limit, inChunks, ...make(random) }),
  })
  const by = (make: (random: Random) => EventFilter) => (random: Random) => ({ filter: make(random) })
  return [
    page('of the newest', true, () => ({})),
    page(
      'by type',
      true,
      by((random) => ({ type: random.pick(types) })),
    ),
    page(
      'by prefix channel.',
      true,
      by(() => ({ type_prefix: 'channel.' })),
    ),
    page(
      'by any prefix',
      true,
      by((random) => ({ type_prefix: random.pick(prefixes) })),
    ),
    page(
      'by actor',
      true,
      by((random) => ({ actor: actorOf(random) })),
    ),
    page('by session', true, (random) => ({ filter: { session: sessionOf(random) }, order: order(random) })),
    page('from and to in a day', true, (random) => ({ filter: span(random), order: order(random) })),
    page('deep, back', true, (random) => ({ cursor: cursor(random) })),
    page('deep, forth', true, (random) => ({ cursor: cursor(random), order: 'asc' })),
    page('deep, by type', false, (random) => ({
      filter: { type: random.pick(types) },
      cursor: cursor(random),
      order: order(random),
    })),
    page('deep, by actor', false, (random) => ({
      filter: { actor: actorOf(random) },
      cursor: cursor(random),
      order: order(random),
    })),
    page(
      'by session and type',
      false,
      by((random) => ({ session: sessionOf(random), type: random.pick(types) })),
    ),
    page(
      'by session and actor',
      false,
      by((random) => ({ session: sessionOf(random), actor: actorOf(random) })),
    ),
    page(
      'by actor and type',
      false,
      by((random) => ({ actor: actorOf(random), type: random.pick(types) })),
    ),
    page(
      'by actor and prefix',
      false,
      by((random) => ({ actor: actorOf(random), type_prefix: random.pick(prefixes) })),
    ),
    page('by type in a day', false, (random) => ({
      filter: { ...span(random), type: random.pick(types) },
      order: order(random),
    })),
    page('by source', false, (random) => ({ filter: { source: random.pick(sources) } })),
    page('by origin test', false, () => ({ filter: { origin: 'test' } })),
    page('by what there is not', false, (random) => ({ filter: nothing(random) })),
  ]
}

/** What is asked for in vain finds no hundred rows to stop at. */
function nothing(random: Random): EventFilter {
  return random.pick([
    { type: 'poll.started' },
    { type_prefix: 'poll.' },
    { actor: 'twitch:4' },
    { session: 'ses_none' },
    { source: 'seed' },
    { origin: 'replay' as const },
  ])
}

export function pageOf(query: HistoryQuery): Question {
  const run = (sql: Sql) => historyPage(sql, query)
  return { asked: JSON.stringify(query), run, explain: (sql) => explainAll(sql, run) }
}
