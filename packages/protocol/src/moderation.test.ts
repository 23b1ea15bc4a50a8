import { expect, test } from 'bun:test'
import type { Event } from './event/event.ts'
import { examplePerson } from './event/person.ts'
import { clearedActor, takenBackBy } from './moderation.ts'

function event(type: string, payload: Record<string, unknown>, actor = 'twitch:1337'): Event {
  return {
    id: `evt_${crypto.randomUUID()}`,
    position: 1,
    session: 'ses_1',
    seq: 1,
    type,
    source: 'twitch',
    actor,
    payload,
    metadata: { correlation_id: 'c', origin: 'live', occurred_at: '2026-03-01T20:00:00.000Z' },
    inserted_at: '2026-03-01T20:00:00.000Z',
  }
}

const other = { id: '99', login: 'other', name: 'Other' }
const said = (message_id: string, user = examplePerson, platform = 'twitch') =>
  event('chat.message.sent', { message_id, user, text: 'hello' }, `${platform}:${user.id}`)
const messages = [said('a'), said('b'), said('c', other), said('d', examplePerson, 'kick')]
const left = (taken: Event) =>
  messages.filter((message) => !takenBackBy(taken)?.(message)).map(({ payload }) => payload.message_id)

test('a deleted message is taken back, and no other', () => {
  expect(left(event('chat.message.deleted', { message_id: 'b', user: examplePerson }))).toEqual(['a', 'c', 'd'])
})

test('of somebody who is banned everything is taken back, on their platform', () => {
  const banned = event('chat.user.cleared', { user: examplePerson })
  expect(left(banned)).toEqual(['c', 'd'])
  expect(clearedActor(banned)).toBe(`twitch:${examplePerson.id}`)
})

test('a chat that is cleared is empty, and what viewers did stays', () => {
  expect(left(event('chat.cleared', {}))).toEqual([])
  expect(takenBackBy(event('chat.cleared', {}))?.(event('channel.followed', { user: examplePerson }))).toBe(false)
})

test('what is only tried takes back what is only tried', () => {
  const tried = (one: Event): Event => ({ ...one, metadata: { ...one.metadata, origin: 'test' } })
  const clear = takenBackBy(tried(event('chat.cleared', {})))
  expect([clear?.(said('a')), clear?.(tried(said('a')))]).toEqual([false, true])
})

test('nothing else takes anything back', () => {
  expect(takenBackBy(said('a'))).toBeUndefined()
  expect(clearedActor(said('a'))).toBeUndefined()
})
