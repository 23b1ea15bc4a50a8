import { expect, test } from 'bun:test'
import type { Event } from '@landale/protocol'
import { createFilter, type Filter } from './filter.ts'

const event = (type: string, source: string, payload: Record<string, unknown>): Event => ({
  id: 'evt_01999999-0000-7000-8000-000000000001',
  position: 12,
  session: 's',
  seq: 12,
  type,
  source,
  actor: 'twitch:1',
  payload,
  metadata: { correlation_id: 'c', origin: 'test', occurred_at: '2026-01-01T20:00:00.000Z' },
  inserted_at: '2026-01-01T20:00:00.000Z',
})
const chat = event('chat.message.sent', 'simulator', { text: 'Hello ＷＯＲＬＤ', user: { name: '夜空' } })
const scene = event('scene.changed', 'obs', { scene: 'Gameplay' })
const matches = (filter: Partial<Filter>) => [chat, scene].filter(createFilter()({ feed: 'all', text: '', ...filter }))

test('a feed keeps what belongs to it, by type and by source', () => {
  expect(matches({})).toEqual([chat, scene])
  expect(matches({ feed: 'chat' })).toEqual([chat])
  expect(matches({ feed: 'obs' })).toEqual([scene])
  expect(matches({ feed: 'music' })).toEqual([])
})

test('every word is found somewhere, in any case, width and script', () => {
  expect(matches({ text: 'HELLO world' })).toEqual([chat])
  expect(matches({ text: '夜空' })).toEqual([chat])
  expect(matches({ text: 'obs 12' })).toEqual([scene])
  expect(matches({ text: 'test' })).toEqual([chat, scene])
  expect(matches({ text: 'hello gameplay' })).toEqual([])
})
