import { expect, test } from 'bun:test'
import type { Event } from '@landale/protocol'
import { takeBack } from './taken-back.ts'

const said: Event = {
  id: 'evt_01999999-0000-7000-8000-000000000001',
  position: 12,
  session: 's',
  seq: 12,
  type: 'chat.message.sent',
  source: 'twitch',
  actor: 'twitch:1',
  payload: { message_id: 'a', user: { id: '1', login: 'mossy', name: 'Mossy' }, text: 'a secret' },
  metadata: { correlation_id: 'c', origin: 'live', occurred_at: '2026-01-01T20:00:00.000Z', note: 'a secret' },
  refs: { request_id: 'a secret' },
  inserted_at: '2026-01-01T20:00:00.000Z',
}
const answer: Event = {
  ...said,
  actor: 'twitch:2',
  payload: { message_id: 'b', user: { id: '2', login: 'fern', name: 'Fern' }, text: 'what?', reply_to: said.payload },
}
const isSaid = ({ actor, payload }: Event) => payload.message_id === 'a' && actor === 'twitch:1'

test('of what is taken back neither word nor name is left, and its place and time are', () => {
  const left = takeBack(said, isSaid)
  expect(JSON.stringify(left)).not.toMatch(/secret|mossy|twitch:1/i)
  expect(left).toMatchObject({ id: said.id, position: 12, type: 'chat.message.sent', source: 'twitch', takenBack: true })
  expect(takeBack(left, () => true)).toBe(left)
})

test('an answer loses what it quotes and keeps its own words', () => {
  const left = takeBack(answer, isSaid)
  expect(left.payload).toEqual({ message_id: 'b', user: { id: '2', login: 'fern', name: 'Fern' }, text: 'what?' })
  expect(takeBack(answer, () => false)).toBe(answer)
})
