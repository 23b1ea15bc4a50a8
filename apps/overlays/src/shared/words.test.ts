import { expect, test } from 'bun:test'
import { checkpoints } from '@landale/protocol'
import { checkpointName, count, duration, percent } from './words.ts'

test('checkpoints are named as they are spoken of, unknown ones as they are', () => {
  expect(['RIVAL1', 'FIRSTTRAINER', 'BROCK', 'LAVENDER TOWER'].map(checkpointName)).toEqual([
    'RIVAL 1',
    'FIRST TRAINER',
    'BROCK',
    'LAVENDER TOWER',
  ])
  expect(new Set(checkpoints.map(checkpointName)).size).toBe(checkpoints.length)
})

test('a share says as much as it can carry, and is never nothing unless it is', () => {
  expect([0, 0.0002, 0.042, 0.0996, 0.38, 1].map(percent)).toEqual(['0%', '0.1%', '4.2%', '10%', '38%', '100%'])
})

test('thousands are set apart', () => {
  expect([7, 1_482].map(count)).toEqual(['7', '1,482'])
})

test('a length of time is told as a clock tells it', () => {
  const of = (hours: number, minutes: number, seconds: number) => duration(((hours * 60 + minutes) * 60 + seconds) * 1_000)
  expect([of(0, 0, 9), of(0, 12, 9), of(3, 2, 9), of(24, 0, 1), of(100, 30, 0)]).toEqual([
    '0:09',
    '12:09',
    '3:02:09',
    '1 d 0:00:01',
    '4 d 4:30:00',
  ])
})
