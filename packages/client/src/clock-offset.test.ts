import { expect, test } from 'bun:test'
import { createClockOffset } from './clock-offset.ts'

test('the shortest round trip wins, whatever comes after it', () => {
  const offset = createClockOffset()
  offset.roundTrip({ sentAt: 1_000, receivedAt: 1_100, serverNow: 6_090 })
  expect(offset.offsetMs).toBe(5_040)
  offset.roundTrip({ sentAt: 2_000, receivedAt: 2_010, serverNow: 7_005 })
  offset.roundTrip({ sentAt: 3_000, receivedAt: 3_400, serverNow: 8_390 })
  expect(offset.offsetMs).toBe(5_000)
})

test('a push raises an estimate that is too low and never lowers one', () => {
  const offset = createClockOffset()
  offset.oneWay({ receivedAt: 1_050, serverNow: 6_000 })
  expect(offset.offsetMs).toBe(4_950)
  offset.roundTrip({ sentAt: 2_000, receivedAt: 2_040, serverNow: 7_000 })
  expect(offset.offsetMs).toBe(4_980)
  offset.oneWay({ receivedAt: 3_001, serverNow: 8_000 })
  expect(offset.offsetMs).toBe(4_999)
  offset.oneWay({ receivedAt: 4_300, serverNow: 9_000 })
  expect(offset.offsetMs).toBe(4_999)
})

test('an estimate that expired gives way to any round trip', () => {
  const offset = createClockOffset()
  offset.roundTrip({ sentAt: 0, receivedAt: 2, serverNow: 501 })
  offset.expire()
  expect(offset.offsetMs).toBe(500)
  offset.roundTrip({ sentAt: 1_000, receivedAt: 1_080, serverNow: 1_040 })
  expect(offset.offsetMs).toBe(0)
})
