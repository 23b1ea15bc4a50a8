import { expect, test } from 'bun:test'
import type { StreamStatus } from '@landale/protocol'
import { readoutsOf, tallyWords } from './readouts.ts'

const quiet: StreamStatus = {
  on_air_since: null,
  title: '',
  category: null,
  scene: null,
  stream: { active: false, since: null, reconnecting: false },
  record: { active: false, since: null, paused: false },
  bitrate_kbps: null,
  dropped_percent: null,
  fps: null,
  captions_on: false,
  takeover: null,
  tally: { follows: 0, subs: 0, bits: 0, raids: 0 },
}
const live: StreamStatus = {
  ...quiet,
  scene: 'Gameplay',
  stream: { active: true, since: 0, reconnecting: false },
  bitrate_kbps: 6_012.4,
  dropped_percent: 0.04,
  fps: 59.98,
}
const values = (status: StreamStatus) => readoutsOf(status, 65_000).map(({ id, value }) => `${id} ${value}`)
const wrong = (status: StreamStatus) => readoutsOf(status, 0).flatMap(({ id, isWrong }) => (isWrong ? id : []))

test('what is not known is not told', () => {
  expect(readoutsOf(quiet, 0)).toEqual([])
  expect(tallyWords(quiet)).toEqual([])
})

test('the figures stand in their order, each with its unit', () => {
  expect(values(live)).toEqual(['scene Gameplay', 'bitrate 6,012 kbit/s', 'dropped 0.0 %', 'fps 60'])
})

test('a recording counts up, and says when it is paused', () => {
  const record = { active: true, since: 5_000, paused: false }
  expect(values({ ...quiet, record })).toEqual(['record 1:00'])
  expect(values({ ...quiet, record: { ...record, paused: true } })).toEqual(['record 1:00, paused'])
})

test('frames that are lost and a stream that comes back are to be looked at, and what was lost before it is not', () => {
  expect(wrong(live)).toEqual([])
  expect(wrong({ ...live, dropped_percent: 1 })).toEqual(['dropped'])
  expect(wrong({ ...live, stream: { ...live.stream, reconnecting: true } })).toEqual(['bitrate'])
  expect(wrong({ ...live, stream: quiet.stream, bitrate_kbps: null, dropped_percent: 12 })).toEqual([])
})

test('what came is told by its number, and what did not come is not', () => {
  const tally = { follows: 1, subs: 0, bits: 1_500, raids: 2 }
  expect(tallyWords({ tally, on_air_since: 0 })).toEqual(['1 follow', '1,500 bits', '2 raids'])
  expect(tallyWords({ tally, on_air_since: null })).toEqual([])
})
