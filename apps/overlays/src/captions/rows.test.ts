import { expect, test } from 'bun:test'
import { directionOf, rowsOf } from './rows.ts'

/** As in a terminal: a letter is one wide, and one of Chinese, Japanese or Korean two. */
const widthOf = (text: string) =>
  [...text].reduce(
    (width, letter) => width + (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。「」]/u.test(letter) ? 2 : 1),
    0,
  )
const rows = (text: string, widest = 20) => rowsOf(text, { widthOf, widest })

test('what fits is one row, with its spaces made plain', () => {
  expect(rows('  All right,\none more. ')).toEqual(['All right, one more.'])
})

test('a longer text is broken between words, into rows about as long as each other', () => {
  expect(rows('one two three four five')).toEqual(['one two three', 'four five'])
})

test('a word wider than a row is broken between letters, and no letter of more signs is', () => {
  const family = '👨‍👩‍👧'
  const broken = rows(`see ${'w'.repeat(30)} ${family.repeat(6)}`)
  expect(broken.join('')).toBe(`see${'w'.repeat(30)}${family.repeat(6)}`)
  expect(broken.every((row) => widthOf(row) <= 20)).toBe(true)
  expect(broken.every((row) => !row.startsWith('\u200d') && !row.endsWith('\u200d'))).toBe(true)
})

test('what is written without spaces is broken between its words, and punctuation stays with them', () => {
  const text = '今日は「もう一回」だけ走ります。それで終わりです。'
  const broken = rows(text)
  expect(broken.length).toBeGreaterThan(1)
  expect(broken.join('')).toBe(text)
  for (const row of broken) expect(row).toMatch(/^[^、。」].*[^「]$/u)
})

test('nothing is no row', () => {
  expect(rows(' \n ')).toEqual([])
})

test('a text is read the way its first letter is', () => {
  expect(['one more run', '「もう」', '… 12 مرة أخرى', 'עוד אחד', '123'].map(directionOf)).toEqual([
    'ltr',
    'ltr',
    'rtl',
    'rtl',
    'ltr',
  ])
})
