import { expect, test } from 'bun:test'
import { utterance, watch } from './watch.fixture.ts'

test('one short sentence stays as long as it takes to be read, and a little', () => {
  const { seen } = watch([utterance(1, 1_000, 24)], 2)
  expect(seen).toMatchObject([{ cameAt: 1_000, leftAt: 5_000 }])
})

test('a sentence of two rows comes and goes as one', () => {
  const { seen } = watch([utterance(1, 1_000, 80)], 2)
  expect(seen.map(({ cameAt, leftAt }) => [cameAt, leftAt])).toEqual([
    [1_000, seen[1]?.leftAt ?? 0],
    [1_000, 1_000 + (80 / 15) * 1_000 + 2_000],
  ])
})

test('what comes next rolls in below what is being read', () => {
  const { seen } = watch([utterance(1, 1_000, 30), utterance(2, 2_000, 30)], 2)
  expect(seen.map(({ cameAt }) => cameAt)).toEqual([1_000, 2_000])
  expect(seen[0]?.leftAt).toBe(seen[1]?.leftAt ?? 0)
})

test('a page that comes late shows what is still due, when it is due', () => {
  const said = [utterance(1, 1_000, 30), utterance(2, 9_000, 120)]
  const whole = watch(said, 2).seen
  const late = watch(said, 2, { joinsAt: 10_000 }).seen
  expect(late.map(({ text, leftAt }) => [text, leftAt])).toEqual(whole.slice(1).map(({ text, leftAt }) => [text, leftAt]))
  expect(watch(said, 2, { joinsAt: 60_000 }).seen).toEqual([])
})

test('signs that say as much as two letters have the time of two', () => {
  const { seen } = watch([{ ...utterance(1, 1_000, 1), text: '回'.repeat(30) }], 2)
  expect(seen.at(-1)?.leftAt).toBe(1_000 + (60 / 15) * 1_000 + 2_000)
})
