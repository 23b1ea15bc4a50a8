import { describe, expect, test } from 'bun:test'
import { registry } from '@landale/protocol'
import { chatMessages, notices, sampleEvent, type samples } from '@landale/testing/twitch'
import { criticalTypes, otherTypes } from '../event-sub/subscriptions.ts'
import { translate, translators } from './translate.ts'

const notification = (type: string, event: Record<string, unknown>) => ({
  messageId: 'message-1',
  sentAt: Date.parse('2026-03-01T20:00:00Z'),
  type,
  event,
})

const said = (type: keyof typeof samples, overrides?: Record<string, unknown>) =>
  translate(notification(type, { ...sampleEvent(type, overrides) }))

const turns = ['stream.online', 'stream.offline']

test('everything that is subscribed to is translated, and nothing else', () => {
  const subscribed = [...criticalTypes, ...otherTypes].map(({ type }) => type).filter((type) => !turns.includes(type))
  expect(Object.keys(translators).toSorted()).toEqual(subscribed.toSorted())
})

test.each(Object.keys(translators))('%s, as Twitch documents it, fits the registry', (type) => {
  const { event, isRaw } = said(type as keyof typeof samples)
  expect(isRaw).toBe(false)
  const definition = registry.get(event.type)
  expect(definition?.payload.safeParse(event.payload).error).toBeUndefined()
  expect(event).toMatchObject({
    source: 'twitch',
    idempotency_key: 'twitch:message-1',
    metadata: { occurred_at: '2026-03-01T20:00:00.000Z', raw_type: type },
  })
})

test.each(Object.entries(chatMessages))('chat message %p fits the registry', (_, message) => {
  const { event, isRaw } = translate(notification('channel.chat.message', { ...message }))
  expect(isRaw).toBe(false)
  expect(registry.get(event.type)?.payload.safeParse(event.payload).error).toBeUndefined()
})

test.each(Object.entries(notices))('notice %p fits the registry', (_, notice) => {
  const { event, isRaw } = translate(notification('channel.chat.notification', { ...notice }))
  expect(isRaw).toBe(false)
  expect(registry.get(event.type)?.payload.safeParse(event.payload).error).toBeUndefined()
})

describe('somebody', () => {
  test('is the actor of what they did, by their id', () => {
    const follow = sampleEvent('channel.follow')
    expect(said('channel.follow').event.actor).toBe(`twitch:${follow.user_id}`)
  })

  test('who stays anonymous is nobody, and the channel is the actor', () => {
    const { event } = said('channel.cheer', { is_anonymous: true, user_id: null, user_login: null, user_name: null })
    expect(event).toMatchObject({ payload: { user: null }, actor: `twitch:${sampleEvent('channel.cheer').broadcaster_user_id}` })
  })

  test('without a display name is called by their login', () => {
    const { event } = said('channel.follow', { user_name: '' })
    expect(event.payload.user).toMatchObject({ name: sampleEvent('channel.follow').user_login })
  })
})

test('a goal that Twitch counts in a way we do not know is one of its own kind', () => {
  expect(said('channel.goal.begin', { type: 'new_moon' }).event.payload).toMatchObject({ kind: 'custom' })
})

test.each([
  ['channel.follow', { user_id: undefined }],
  ['channel.cheer', { bits: -1 }],
  ['channel.hype_train.begin', { expires_at: 'soon' }],
  ['channel.chat.message', { message: 'hello' }],
] as const)('%s that is not as documented is kept as it came', (type, fault) => {
  const { event, isRaw } = said(type, fault)
  expect(isRaw).toBe(true)
  expect(event).toMatchObject({ type: `twitch.${type}`, idempotency_key: 'twitch:message-1' })
})
