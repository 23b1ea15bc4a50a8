import { expect, test } from 'bun:test'
import { subscriptionTypes } from '../subscription-types.ts'
import { notices } from './notices.ts'
import { sampleEvent, samples } from './samples.ts'

test('there is a sample of every subscription type, and of no other', () => {
  expect(Object.keys(samples).toSorted()).toEqual(subscriptionTypes.map(({ type }) => type).toSorted())
})

test('a sample is a copy of its own, with what is replaced', () => {
  const one = sampleEvent('channel.cheer', { bits: 5 })
  expect(one).toEqual({ ...samples['channel.cheer'], bits: 5 })
  expect(sampleEvent('channel.poll.begin').choices).not.toBe(samples['channel.poll.begin'].choices)
})

test('a notice says what its type says, and nothing else', () => {
  for (const [kind, notice] of Object.entries(notices)) {
    expect(notice.notice_type).toBe(kind as typeof notice.notice_type)
    const told = Object.entries(notice).filter(([key, value]) => key in notices && value !== null)
    expect(told.map(([key]) => key)).toEqual([kind])
  }
})
