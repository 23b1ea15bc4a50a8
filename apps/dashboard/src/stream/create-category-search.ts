import { type Category, commands } from '@landale/protocol'
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type { Push } from '@/press/press.ts'
import { texts } from '@/texts.ts'

/** Typing is over when nothing came for so long. */
const restMs = 250
const maxLetters = 100
const reply = commands.get('twitch.search_categories')?.reply

export type Search =
  | { kind: 'none' }
  | { kind: 'asked' }
  | { kind: 'found'; categories: readonly Category[] }
  | { kind: 'failed'; reason: string }

/** Looks for categories while somebody types; the answer to what was typed before is no answer any more. */
export function createCategorySearch(push: Push): { search: Accessor<Search>; look: (words: string) => void } {
  const [search, setSearch] = createSignal<Search>({ kind: 'none' })
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0
  onCleanup(() => {
    turn += 1
    clearTimeout(timer)
  })

  const ask = async (query: string, mine: number) => {
    setSearch({ kind: 'asked' })
    const answer = await push('twitch.search_categories', { query }).then(read, failure)
    if (mine === turn) setSearch(answer)
  }
  return {
    search,
    look(words) {
      turn += 1
      clearTimeout(timer)
      const query = words.trim().slice(0, maxLetters)
      if (query === '') return void setSearch({ kind: 'none' })
      const mine = turn
      timer = setTimeout(() => void ask(query, mine), restMs)
    },
  }
}

function read(answer: unknown): Search {
  const parsed = reply?.safeParse(answer)
  if (!parsed?.success || !('categories' in parsed.data)) return { kind: 'failed', reason: texts.stream.channel.unreadable }
  return { kind: 'found', categories: parsed.data.categories }
}

function failure(error: unknown): Search {
  return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
}
