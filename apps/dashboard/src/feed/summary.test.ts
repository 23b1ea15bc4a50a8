import { expect, test } from 'bun:test'
import { registry } from '@landale/protocol'
import { summarize } from './summary.ts'

const of = (type: string) => summarize({ payload: (registry.get(type)?.example ?? {}) as Record<string, unknown> })

test('who comes before what', () => {
  expect(of('channel.cheered')).toEqual({ who: 'Mossy_Kettle', what: '500 bits, For the run!' })
  expect(of('channel.raided')).toEqual({ who: 'Lanternfish', what: '148 viewers' })
  expect(of('channel.reward.redeemed')).toEqual({ who: 'Mossy_Kettle', what: 'Drink some water' })
  expect(of('channel.followed')).toEqual({ who: 'Mossy_Kettle', what: '' })
})

test('one is one, and nobody has a name too', () => {
  expect(summarize({ payload: { user: null, tier: '2000', total: 1 } })).toEqual({ who: 'Anonymous', what: '1 gift, tier 2' })
  expect(of('channel.subscription.gifted')).toEqual({ who: 'Mossy_Kettle', what: '5 gifts, tier 1' })
  expect(summarize({ payload: { tier: 'prime' } })).toEqual({ what: 'prime' })
})

test('a length comes last, in what it is told by', () => {
  expect(summarize({ payload: { duration_ms: 205_000, artist: 'David Wise', title: 'Aquatic Ambience' } })).toEqual({
    what: 'Aquatic Ambience, David Wise, 3 min 25 s',
  })
  expect(of('channel.ad_break.started')).toEqual({ what: '90 s' })
})

test('without a person the figures and words stand alone', () => {
  expect(of('run.checkpoint.cleared')).toEqual({ what: 'run 1482, BROCK' })
  expect(of('goal.progressed')).toEqual({ what: '72 of 100, subscription, A new chair' })
  expect(of('broadcast.stopped')).toEqual({ what: '' })
})

test('a type that nobody knows shows its payload', () => {
  expect(summarize({ payload: { pulse: 71 } })).toEqual({ what: '{"pulse":71}' })
})

test('fields of an unexpected kind are left out, and long texts are cut', () => {
  expect(summarize({ payload: { user: 'me', text: 4, message: 'x'.repeat(1_000) } }).what).toHaveLength(241)
})
