import { transcripts } from '@landale/database'
import { wordsOf } from '@landale/protocol'
import type { Random } from '@landale/testing/simulator/random'
import type { ArchiveDataset } from './archive-dataset.ts'
import { pageOf } from './archive-pages.ts'
import { explainAll, type Kind } from './archive-questions.ts'

const pageLimit = 100
const transcriptLimit = 50
const targetMs = 200
const unspaced = ['草今', '回死', '最高', '勝負', '配信', '加油', '好的', '三四'] as const

/** Text searches of the history and of what was said. Words by their rank: a common one is in every tenth message and more. */
export function searchKinds(dataset: ArchiveDataset, inChunks: boolean): Kind[] {
  const { words } = dataset
  const ranked = (random: Random, from: number, to: number) => words[random.int(from, to)] ?? ''
  const common = (random: Random) => ranked(random, 0, 19)
  const middling = (random: Random) => ranked(random, 100, 999)
  const rare = (random: Random) => ranked(random, 5_000, words.length - 1)
  const search = (name: string, make: (random: Random) => string): Kind => ({
    name: `search ${name}`,
    targetMs,
    ask: (random) =>
      pageOf({ filter: { words: wordsOf(make(random)) }, upTo: dataset.total, order: 'desc', limit: pageLimit, inChunks }),
  })
  const said = (name: string, make: (random: Random) => string): Kind => ({
    name: `transcripts ${name}`,
    targetMs,
    ask(random) {
      const q = make(random)
      const query = { q, words: wordsOf(q), upTo: dataset.total, limit: transcriptLimit }
      const run = (sql: Parameters<typeof transcripts>[0]) => transcripts(sql, query)
      return { asked: JSON.stringify(query), run, explain: (sql) => explainAll(sql, run) }
    },
  })
  const inside = (random: Random) => ranked(random, 1_000, words.length - 1).slice(1, 5)
  return [
    search('common word', common),
    search('middling word', middling),
    search('rare word', rare),
    search('word nobody said', (random) => `qq${rare(random)}`),
    search('two common words', (random) => `${common(random)} ${common(random)}`),
    search('common and middling', (random) => `${common(random)} ${middling(random)}`),
    search('two middling words', (random) => `${middling(random)} ${middling(random)}`),
    search('common and rare', (random) => `${common(random)} ${rare(random)}`),
    search('first 3 letters', (random) => ranked(random, 100, words.length - 1).slice(0, 3)),
    search('first 5 letters', (random) => ranked(random, 1_000, words.length - 1).slice(0, 5)),
    search('name of a chatter', (random) => dataset.people[random.int(0, dataset.people.length - 1)]?.login ?? ''),
    search('without spaces', (random) => random.pick(unspaced)),
    said('common word', common),
    said('middling word', middling),
    said('rare word', rare),
    said('two words', (random) => `${middling(random)} ${common(random)}`),
    said('part of a word', inside),
    said('two letters', (random) => ranked(random, 0, 999).slice(0, 2)),
    said('what nobody said', (random) => `qq${rare(random)}`),
    said('without spaces', (random) => random.pick(unspaced)),
  ]
}
