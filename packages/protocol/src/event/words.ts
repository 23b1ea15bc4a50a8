import type { Event } from './event.ts'

/** Longer words are cut: what PostgreSQL takes as one lexeme ends at 2 KB, and nobody searches for the tail. */
const maxWordLength = 64
/** Words of one event: what is said in a chat message of any length that a platform allows. */
const maxWords = 512

// Letters with their marks, and digits. An underscore parts words, as people search for either half of a name.
const word = /[\p{L}\p{M}\p{N}]+/gu
// Scripts that are written without spaces: their words are pairs of neighbours, as is usual in search engines.
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
const plain = /^[\x20-\x7e]*$/

/**
 * The words of a text as the search knows them: folded to lower case (NFKC), of letters and digits, each once. The hot log and
 * the archive are searched by these same words, so that both find the same.
 */
export function wordsOf(text: string): string[] {
  const found = new Set<string>()
  const folded = plain.test(text) ? text.toLowerCase() : text.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ')
  for (const [match] of folded.matchAll(word)) {
    if (found.size >= maxWords) break
    if (!plain.test(match) && unspaced.test(match)) for (const pair of pairsOf(match)) found.add(pair)
    else found.add(match.length > maxWordLength ? match.slice(0, maxWordLength).toWellFormed() : match)
  }
  return [...found]
}

function pairsOf(text: string): string[] {
  const letters = [...text].slice(0, maxWords)
  if (letters.length === 1) return letters
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`)
}

/** A query's word matches every word that begins with it, from this length on; a shorter one only itself. */
export const prefixLength = 3

/** Whether every word of a query is among `words`, or begins one of them. */
export function matchesWords(words: readonly string[], query: readonly string[]): boolean {
  return query.every((wanted) =>
    words.some((word) => word === wanted || (wanted.length >= prefixLength && word.startsWith(wanted))),
  )
}

const textFields = ['text', 'message', 'title', 'input', 'description'] as const

/** Everything of an event that people wrote or said, and the name of who did it: what a text search looks through. */
export function searchText({ payload }: Pick<Event, 'payload'>): string {
  const parts = textFields.map((field) => payload[field])
  const { user, reward } = payload
  if (isRecord(user)) parts.push(user.login, user.name)
  if (isRecord(reward)) parts.push(reward.title)
  return parts.filter((part) => typeof part === 'string').join(' ')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
