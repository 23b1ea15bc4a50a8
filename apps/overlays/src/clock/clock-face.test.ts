import { expect, test } from 'bun:test'
import { faceAt } from './clock-face.ts'

const at = (hours: number, minutes: number, seconds = 9) => new Date(2026, 2, 1, hours, minutes, seconds).getTime()
const plain = { hours: '24', seconds: false, uptime: false } as const

test('a clock tells the time of its own place, by twenty-four hours or twelve', () => {
  expect([at(0, 5), at(9, 30), at(20, 14)].map((now) => faceAt(now, null, plain).time)).toEqual(['00:05', '09:30', '20:14'])
  const halves = [at(0, 5), at(12, 0), at(20, 14)].map((now) => faceAt(now, null, { ...plain, hours: '12', seconds: true }))
  expect(halves).toEqual([
    { time: '12:05:09', half: 'am', uptime: '' },
    { time: '12:00:09', half: 'pm', uptime: '' },
    { time: '8:14:09', half: 'pm', uptime: '' },
  ])
})

test('a clock says how long the stream has been on, where it is asked and there is one', () => {
  expect(faceAt(at(20, 14), at(18, 0), { ...plain, uptime: true }).uptime).toBe('2:14:00')
  expect(faceAt(at(20, 14), null, { ...plain, uptime: true }).uptime).toBe('')
})
