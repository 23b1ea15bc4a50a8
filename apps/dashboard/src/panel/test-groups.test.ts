import { expect, test } from 'bun:test'
import { registeredTypes } from '@landale/protocol'
import { testGroups } from './test-groups.ts'

test('every registered type has its button, under its subject, but what steers', () => {
  const groups = testGroups()
  const tried = registeredTypes.filter(
    (type) => !/^(queue|cue|command|captions|stage|show|counter|timer)\.|^goal\.changed$/.test(type),
  )
  expect(groups.flatMap(({ tests }) => tests.map(({ type }) => type)).toSorted()).toEqual([...tried].toSorted())
  expect(new Set(groups.map(({ subject }) => subject)).size).toBe(groups.length)
})

test('a label is what the subject leaves', () => {
  expect(testGroups(['channel.subscription.gifted', 'ping'])).toEqual([
    { subject: 'channel', tests: [{ type: 'channel.subscription.gifted', label: 'subscription.gifted' }] },
    { subject: 'ping', tests: [{ type: 'ping', label: 'ping' }] },
  ])
})
