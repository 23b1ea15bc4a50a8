import { describe, expect, test } from 'bun:test'
import { NewEvent } from '@landale/protocol'
import { Hook } from './hook.ts'
import { translate } from './translate.ts'

const hook = Hook.parse({
  secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  type: 'tip.received',
  actor: '/data/from',
  payload: { name: '/data/from', amount: '/data/amount', currency: { value: 'EUR' }, note: '/data/note' },
})
const body = { type: 'tip.created', timestamp: '2026-03-01T20:00:00Z', data: { from: 'mossy', amount: 5, secret: 'no' } }

describe('a message', () => {
  test('is the event of its mapping: what is pointed at, what is constant, and nothing that is not there', () => {
    const event = translate('tips', hook, 'msg_1', body)
    expect(event).toEqual({
      type: 'tip.received',
      source: 'webhook',
      actor: 'tips:mossy',
      payload: { name: 'mossy', amount: 5, currency: 'EUR' },
      metadata: { raw_type: 'tip.created', occurred_at: '2026-03-01T20:00:00Z' },
      idempotency_key: 'webhook:tips:msg_1',
    })
    expect(NewEvent.safeParse(event).success).toBe(true)
  })

  test('keeps what is pointed at as it is: null, lists and objects', () => {
    const { payload } = translate('tips', { ...hook, payload: { a: '/a', b: '/b' } }, 'msg_1', { a: null, b: [{ c: 1 }] })
    expect(payload).toEqual({ a: null, b: [{ c: 1 }] })
  })

  test('is the hook’s own doing where nobody is named', () => {
    for (const from of [undefined, '', null, { name: 'mossy' }])
      expect(translate('tips', hook, 'msg_1', { data: { from } }).actor).toBe('webhook:tips')
    expect(translate('tips', hook, 'msg_1', { data: { from: 12826 } }).actor).toBe('tips:12826')
  })

  test('fits the log whatever its sender calls itself', () => {
    for (const text of ['x'.repeat(10_000), '🎉'.repeat(5_000)]) {
      const event = translate('tips', hook, 'i'.repeat(256), { type: text, timestamp: text, data: { from: text } })
      expect(NewEvent.safeParse(event).success).toBe(true)
      expect(event.actor.isWellFormed()).toBe(true)
      expect(event.metadata?.occurred_at).toBeUndefined()
    }
  })

  test('may be any JSON', () => {
    for (const odd of [null, 5, 'text', [], {}])
      expect(translate('tips', hook, 'msg_1', odd)).toMatchObject({
        actor: 'webhook:tips',
        payload: { currency: 'EUR' },
        metadata: {},
      })
  })
})
