import { expect, test } from 'bun:test'
import type { TickerItem } from '@landale/protocol'
import { turnAt } from './turn.ts'

const text = (words: string): TickerItem => ({ kind: 'text', text: words })
const at = (items: readonly TickerItem[], now: number) => turnAt({ items: [...items], every_ms: 10_000 }, now)

test('a turn is a matter of the server’s time: each item in its order, then the first again', () => {
  const items = [text('a'), text('b'), text('c')]
  expect([0, 9_999, 10_000, 25_000, 30_000].map((now) => at(items, now)?.item)).toEqual([
    text('a'),
    text('a'),
    text('b'),
    text('c'),
    text('a'),
  ])
  expect(at(items, 12_345)?.endsAt).toBe(20_000)
})

test('one item alone has no end, and none is none', () => {
  expect(at([text('a')], 55_000)).toMatchObject({ item: text('a'), endsAt: null })
  expect(at([], 55_000)).toBeUndefined()
})

test('a figure that changes is the same turn, another song is another', () => {
  const counter = (value: number): TickerItem => ({ kind: 'counter', counter: { id: 'deaths', label: 'Deaths', value } })
  expect(at([counter(1)], 0)?.key).toBe(at([counter(2)], 0)?.key ?? '')
  const song = (title: string): TickerItem => ({ kind: 'song', title, artist: null })
  expect(at([song('a')], 0)?.key).not.toBe(at([song('b')], 0)?.key ?? '')
})
