import { expect, test } from 'bun:test'
import type { Cue } from '@landale/protocol'
import { amountIn, eventSize } from './event-size.ts'

const size = (kind: string, payload: Partial<Cue['payload']> = {}, layer: Cue['layer'] = 'foreground') =>
  eventSize({ kind, layer, payload: { deed: 'did it', ...payload } })

test('a follow is a nod, a subscription a cheer, a raid takes the room', () => {
  expect([size('channel.followed'), size('channel.subscribed'), size('channel.raided')]).toEqual(['nod', 'cheer', 'room'])
})

test('gifts and bits grow with their number', () => {
  expect(['1 sub', '4 subs', '5 subs', '100 subs'].map((figure) => size('channel.subscription.gifted', { figure }))).toEqual([
    'cheer',
    'cheer',
    'room',
    'room',
  ])
  expect(['500 bits', '5,000 bits'].map((figure) => size('channel.cheered', { figure }))).toEqual(['cheer', 'room'])
})

test('GIOVANNI and CHAMP are bigger than BROCK, and BROCK than LAB', () => {
  const names = ['LAB', 'RIVAL3', 'BROCK', 'GIOVANNI', 'CHAMP']
  expect(names.map((name) => size('run.checkpoint.cleared', { name }))).toEqual(['nod', 'nod', 'cheer', 'room', 'room'])
})

test('a kind that is not known is a cheer', () => {
  expect(size('kettle.boiled', { figure: '9,999 litres' })).toBe('cheer')
})

test('the background stays small whatever it says', () => {
  expect(size('channel.raided', {}, 'background')).toBe('nod')
})

test('the amount in a figure is its first number', () => {
  expect(['1,500 bits', 'run 12', '5 × 3', '1 000', 'many', undefined].map(amountIn)).toEqual([1_500, 12, 5, 1_000, 0, 0])
})
