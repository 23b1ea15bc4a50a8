import type { Random } from '@landale/testing/simulator/random'

const syllables = [
  'ka',
  'ro',
  'mi',
  'ten',
  'sha',
  'lu',
  'vor',
  'pe',
  'nix',
  'do',
  'gra',
  'el',
  'tu',
  'wan',
  'bis',
  'o',
  'za',
  'ch',
] as const
const letters =
  '草今日本当回死最高試合勝負次番面白笑配信楽見始終大小上下右左前後人水火風森川山空海加油好的不是我們你他這個來去說想再一二三四五'

export type Vocabulary = {
  /** The most frequent first. */
  words: readonly string[]
  /** What somebody might say, of about `mean` words. */
  sentence(random: Random, mean: number): string
}

/** Picks 0 the most often, `index` in proportion to 1 / (index + 1). */
export function zipf(count: number): (random: Random) => number {
  const sums = new Float64Array(count)
  let sum = 0
  for (let index = 0; index < count; index += 1) {
    sum += 1 / (index + 1)
    sums[index] = sum
  }
  return (random) => {
    const wanted = random.next() * sum
    let [low, high] = [0, count - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? sum) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Made-up words as often as those of a language are said; one sentence in 25 is of a script without spaces. */
export function createVocabulary(random: Random, count: number): Vocabulary {
  const found = new Set<string>()
  while (found.size < count) {
    const length = 1 + Math.floor(Math.log10(found.size + 1)) + random.int(0, 1)
    found.add(Array.from({ length }, () => random.pick(syllables)).join(''))
  }
  const [words, symbols] = [[...found], [...letters]]
  const [pick, pickSymbol] = [zipf(words.length), zipf(symbols.length)]
  return {
    words,
    sentence(random, mean) {
      const length = 1 + Math.min(40, Math.floor(random.gap(mean)))
      if (random.chance(0.04)) return Array.from({ length: length + 2 }, () => symbols[pickSymbol(random)]).join('')
      return Array.from({ length }, () => words[pick(random)]).join(' ')
    },
  }
}
