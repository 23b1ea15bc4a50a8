import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { highlightsOf } from './transcript.ts'

const marked = (text: string, query: string) => highlightsOf(text, query).map(([start, end]) => text.slice(start, end))

test('the whole phrase is marked where it was said, wherever that is and whatever its case', () => {
  expect(highlightsOf('One more run, one more.', 'one more')).toEqual([
    [0, 8],
    [14, 22],
  ])
  expect(marked('a terrible ability', 'TERRIBLE AB')).toEqual(['terrible ab'])
  expect(marked('  spaced  ', '  spaced ')).toEqual(['spaced'])
})

test('else each of its words is, and those that touch or overlap are one', () => {
  expect(marked('the run after the run', 'after run')).toEqual(['run', 'after', 'run'])
  expect(marked('abcdef', 'abcd, cdef')).toEqual(['abcdef'])
  expect(marked('abcdef', 'abc/def')).toEqual(['abcdef'])
})

test('nothing is marked where nothing was asked for or found', () => {
  for (const query of ['', '   ', '?!', 'zebra']) expect(highlightsOf('one more run', query)).toEqual([])
  expect(highlightsOf('', 'run')).toEqual([])
})

test('letters whose lower case is longer do not move what is marked behind them', () => {
  expect(marked('İİİ one more run', 'more')).toEqual(['more'])
  expect(marked('İstanbul', 'STANBUL')).toEqual(['stanbul'])
  expect(marked('in İSTANBUL again', 'İstanbul')).toEqual(['İSTANBUL'])
  expect(marked('İ 👩‍👩‍👧 MORE', 'more')).toEqual(['MORE'])
})

test('every script is marked as it is written', () => {
  expect(marked('やばい、あと一回で死ぬ', 'あと一回')).toEqual(['あと一回'])
  expect(marked('ДАВАЙ давай', 'давай')).toEqual(['ДАВАЙ', 'давай'])
  expect(marked('ΟΔΥΣΣΕΥΣ', 'ΟΔΥΣ')).toEqual(['ΟΔΥΣ'])
  expect(marked('🔥🔥 fire 🔥', '🔥')).toEqual(['🔥', '🔥', '🔥'])
})

test('what a query holds is text, and no pattern', () => {
  expect(marked('100% of (all) [this].*', '(all) [this].*')).toEqual(['(all) [this].*'])
  expect(marked('100% of', '100%')).toEqual(['100%'])
})

const seed = Number(process.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))

test('ranges lie in the text, in order, apart; and each is of the query, whatever both are', () => {
  console.log(`highlights: FAST_CHECK_SEED=${seed}`)
  const letters = fc.constantFrom('a', 'B', 'İ', 'ß', '語', '🔥', ' ', '_', 'é', 'Σ')
  const text = fc.string({ unit: letters, maxLength: 30 })
  const property = fc.property(text, fc.oneof(text, fc.string({ unit: letters, maxLength: 3 })), (said, query) => {
    let last = 0
    for (const [start, end] of highlightsOf(said, query)) {
      expect(start).toBeGreaterThanOrEqual(last)
      expect(end).toBeGreaterThan(start)
      expect(end).toBeLessThanOrEqual(said.length)
      expect(said.slice(start, end).isWellFormed()).toBe(true)
      last = end
    }
    if (query.trim() !== '' && said.includes(query.trim())) expect(highlightsOf(said, query)).not.toEqual([])
  })
  fc.assert(property, { seed, numRuns: 1_000 })
})
