import { expect, test } from 'bun:test'
import { bitrateKbps } from './stats.ts'

test('the bitrate is what was sent between two samples', () => {
  expect(bitrateKbps({ bytes: 1_000_000, at: 10_000 }, { bytes: 2_500_000, at: 12_000 })).toBe(6_000)
})

test('without an earlier sample of the same stream there is none', () => {
  const now = { bytes: 500, at: 12_000 }
  expect(bitrateKbps(undefined, now)).toBe(0)
  expect(bitrateKbps({ bytes: 9_000, at: 10_000 }, now)).toBe(0)
  expect(bitrateKbps({ bytes: 0, at: 12_000 }, now)).toBe(0)
})
