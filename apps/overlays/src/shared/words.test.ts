import { expect, test } from 'bun:test'
import { checkpoints } from '@landale/protocol'
import { checkpointName, count, percent } from './words.ts'

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
