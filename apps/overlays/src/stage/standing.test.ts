import { expect, test } from 'bun:test'
import { sampleStage } from './sample-stage.ts'
import { besideOf, furnitureOf } from './standing.ts'

const now = Date.parse('2026-03-01T20:00:00Z')
const stage = sampleStage(now)

test('the first of what the show wants that has something to show stands along the foot', () => {
  expect(furnitureOf({ ...stage, furniture: ['run', 'ticker'] })?.kind).toBe('run')
  const noRun = { ...stage, run: { ...stage.run, current: null }, furniture: ['run', 'ticker'] as const }
  expect(furnitureOf({ ...noRun, furniture: [...noRun.furniture] })).toEqual({ kind: 'bar', ticker: stage.ticker })
  expect(furnitureOf({ ...stage, furniture: [] })).toBeUndefined()
  expect(furnitureOf({ ...stage, ticker: { ...stage.ticker, items: [] }, furniture: ['ticker'] })).toBeUndefined()
})

test('a bar of one kind says that alone, and nothing of what is stopped or paused', () => {
  const kinds = (furniture: 'goals' | 'timer' | 'now-playing', change = {}) => {
    const found = furnitureOf({ ...stage, ...change, furniture: [furniture] })
    return found?.kind === 'bar' ? found.ticker.items.map(({ kind }) => kind) : undefined
  }
  expect(kinds('goals')).toEqual(['goal', 'goal'])
  expect(kinds('timer')).toEqual(['timer'])
  expect(kinds('now-playing')).toEqual(['song'])
  expect(kinds('now-playing', { now_playing: { ...stage.now_playing, is_paused: true } })).toBeUndefined()
  expect(kinds('timer', { timer: { timers: [] } })).toBeUndefined()
})

test('what stands beside it is the first that is there', () => {
  const has = { train: false, timer: true, goals: true }
  expect(besideOf(['train', 'timer'], has)).toBe('timer')
  expect(besideOf(['train'], has)).toBeUndefined()
})
