import { expect, test } from 'bun:test'
import type { CreditsState } from '@landale/protocol'
import { blocksOf, longestBlock, namesIn } from './blocks.ts'
import { sampleCredits } from './sample-credits.ts'

const nobody: CreditsState = {
  title: null,
  started_at: null,
  ended_at: null,
  raiders: [],
  gifters: [],
  subscribers: [],
  cheerers: [],
  followers: [],
  chatters: [],
  counts: { follows: 0, subs: 0, bits: 0, raids: 0, messages: 0, chatters: 0 },
}
const groupsIn = (state: CreditsState, people = 500) =>
  blocksOf(state, people, 0).flatMap((block) => (block.kind === 'group' ? [block] : []))

test('the title, then who came in their order, then the numbers, then the line that stays', () => {
  const blocks = blocksOf(sampleCredits(12_000_000), 500, 0)
  expect(blocks[0]).toEqual({ kind: 'title', title: sampleCredits(0).title ?? '', onAir: '3:12:09' })
  const labels = blocks.flatMap((block) => (block.kind === 'group' && block.label !== '' ? [block.label] : []))
  expect(labels).toEqual(['Raids', 'Gifts', 'Subscribers', 'Cheers', 'Followers', 'In chat'])
  expect(blocks.at(-2)?.kind).toBe('counts')
  expect(blocks.at(-1)?.kind).toBe('last')
})

test('a group without anybody and a number that is nothing are not said', () => {
  const state = { ...nobody, followers: ['Mossy'], counts: { ...nobody.counts, follows: 1 } }
  const blocks = blocksOf(state, 500, 0)
  expect(blocks.map(({ kind }) => kind)).toEqual(['title', 'group', 'counts', 'last'])
  expect(blocks[2]).toEqual({ kind: 'counts', counts: [{ figure: '1', of: 'follow' }] })
})

test('of an evening that has not been there is nothing to say', () => {
  expect(blocksOf(nobody, 500, 0)).toEqual([])
})

test('what somebody gave is said beside the name', () => {
  const state = {
    ...nobody,
    raiders: [{ name: 'Lanternfish', amount: 1 }],
    cheerers: [{ name: 'Wren', amount: 4_150 }],
    subscribers: ['Mossy'],
  }
  expect(groupsIn(state).flatMap(({ people }) => people)).toEqual([
    { name: 'Lanternfish', amount: '1 viewer' },
    { name: 'Mossy', amount: '' },
    { name: 'Wren', amount: '4,150 bits' },
  ])
})

test('no more are named than are asked for, and those first who come first', () => {
  const many = Array.from({ length: 300 }, (_, index) => `viewer_${index}`)
  const groups = groupsIn({ ...nobody, subscribers: many.slice(0, 20), followers: many }, 50)
  expect(groups.filter(({ group }) => group === 'subscribers').flatMap(({ people }) => people)).toHaveLength(20)
  expect(groups.filter(({ group }) => group === 'followers').flatMap(({ people }) => people)).toHaveLength(30)
})

test('a long group goes on in blocks that can be left undrawn, and is called by its name once', () => {
  const groups = groupsIn({ ...nobody, followers: Array.from({ length: longestBlock * 2 + 1 }, (_, index) => `viewer_${index}`) })
  expect(groups.map(({ people, label }) => [people.length, label])).toEqual([
    [longestBlock, 'Followers'],
    [longestBlock, ''],
    [1, ''],
  ])
})

test('a broadcast that is still on has been on until now', () => {
  expect(blocksOf({ ...nobody, title: 'Soup', started_at: 1_000, ended_at: null }, 500, 66_000)[0]).toMatchObject({
    onAir: '1:05',
  })
})

test('the names of each group are known by themselves', () => {
  const names = namesIn({ ...nobody, followers: ['a'], raiders: [{ name: 'b', amount: 2 }] })
  expect([names.followers.has('a'), names.raiders.has('a'), names.raiders.has('b')]).toEqual([true, false, true])
})
