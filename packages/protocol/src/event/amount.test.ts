import { expect, test } from 'bun:test'
import { amountOf } from './amount.ts'
import { registry } from './registry.ts'

test('is the number that statistics add up, of the types that have one', () => {
  const amounts = [...registry.values()].flatMap(({ type, example }) => {
    const amount = amountOf({ type, payload: example as Record<string, unknown> })
    return amount === undefined ? [] : [[type, amount]]
  })
  expect(Object.fromEntries(amounts)).toEqual({
    'channel.cheered': 500,
    'channel.subscription.gifted': 5,
    'channel.raided': 148,
    'channel.shoutout.received': 61,
    'channel.reward.redeemed': 300,
    'charity.donated': 1_500,
  })
})

test('is none of a type that has none, whatever its payload holds', () => {
  expect(amountOf({ type: 'chat.message.sent', payload: { bits: 5 } })).toBeUndefined()
  expect(amountOf({ type: 'constructor', payload: { bits: 5 } })).toBeUndefined()
})

test('is none where the number is missing, no whole number, or more than is exact', () => {
  for (const bits of [undefined, null, '5', 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 1e30, {}, [5]])
    expect(amountOf({ type: 'channel.cheered', payload: { bits } })).toBeUndefined()
  for (const bits of [0, -5, Number.MAX_SAFE_INTEGER]) expect(amountOf({ type: 'channel.cheered', payload: { bits } })).toBe(bits)
})
