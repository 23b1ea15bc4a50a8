import { expect, test } from 'bun:test'
import type { HypeTrain, SubTrain } from '@landale/protocol'
import { shareLeft, trainOn } from './train-on.ts'

const sub: SubTrain = {
  id: 's',
  started_at: 0,
  expires_at: 300_000,
  window_ms: 300_000,
  subs: 3,
  last: { name: 'Wren', subs: 1, at: 0 },
  is_record: false,
}
const hype: HypeTrain = { id: 'h', level: 1, progress: 10, goal: 100, started_at: 0, expires_at: 200_000 }

test('Twitch’s train goes before the subs’, and one whose time is up is gone without being told', () => {
  expect(trainOn({ sub, hype }, 0)?.kind).toBe('hype')
  expect(trainOn({ sub, hype }, 200_000)?.kind).toBe('sub')
  expect(trainOn({ sub, hype }, 300_000)).toBeUndefined()
  expect(trainOn({ sub: null, hype: null }, 0)).toBeUndefined()
})

test('what is left of its time is a share of how long it waits', () => {
  expect([0, 75_000, 300_000, 400_000].map((now) => shareLeft({ kind: 'sub', ...sub }, now))).toEqual([1, 0.75, 0, 0])
})
