import { describe, expect, test } from 'bun:test'
import { NewEvent, registeredTypes, registry } from '@landale/protocol'
import { type GenerateOptions, generate } from './generate.ts'
import { scenarioNames } from './scenarios.ts'

const evening = (options: Partial<GenerateOptions> = {}) => [
  ...generate({ seed: 42, rate: 20, minutes: 5, scenario: 'quiet', ...options }),
]
const all = scenarioNames.map((scenario) => evening({ scenario }))

test('one seed gives the same events byte for byte, and another seed others', () => {
  expect(JSON.stringify(evening())).toBe(JSON.stringify(evening()))
  expect(JSON.stringify(evening({ seed: 43 }))).not.toBe(JSON.stringify(evening()))
})

/** What the streamer's own hand does, or the server itself. */
const steering = /^(queue|cue|stage|show|counter|timer)\.|^goal\.changed$/

test('every registered type occurs in some scenario, but what steers, which is the streamer’s', () => {
  const occurring = new Set(all.flat().map(({ event }) => event.type))
  expect(registeredTypes.filter((type) => !occurring.has(type) && !steering.test(type))).toEqual([])
  expect([...occurring].filter((type) => steering.test(type))).toEqual([])
})

describe.each(scenarioNames.map((name, index) => ({ name, events: all[index] ?? [] })))('the scenario $name', ({ events }) => {
  test('has payloads that fit the registry', () => {
    for (const { event } of events) {
      expect(NewEvent.safeParse(event).error).toBeUndefined()
      expect(registry.get(event.type)?.payload.safeParse(event.payload).error).toBeUndefined()
    }
  })

  test('keeps to the virtual clock, under keys of their own, as a test', () => {
    const keys = new Set(events.map(({ event }) => event.idempotency_key))
    expect(keys.size).toBe(events.length)
    let previous = 0
    for (const { atMs, event } of events) {
      expect(atMs).toBeGreaterThanOrEqual(previous)
      expect(event.metadata).toEqual({ origin: 'test', occurred_at: new Date(Date.UTC(2026, 0, 1, 20) + atMs).toISOString() })
      previous = atMs
    }
    expect(previous).toBe(300_000)
  })

  test('is mostly chat, and starts and ends once', () => {
    const count = (prefix: string) => events.filter(({ event }) => event.type.startsWith(prefix)).length
    expect(count('chat.message.sent') / events.length).toBeGreaterThan(0.7)
    expect(count('broadcast.')).toBe(2)
    expect(count('system.')).toBe(2)
    expect(count('takeover.')).toBeLessThanOrEqual(2)
  })
})

test.each([0.5, 5, 20, 400])('%p events a second are what it gives, within a tenth', (rate) => {
  const minutes = rate < 5 ? 60 : 5
  const events = evening({ rate, minutes, scenario: 'raid' })
  expect(Math.abs(events.length / (minutes * 60) / rate - 1)).toBeLessThan(0.1)
})

test('names and texts are of many scripts', () => {
  const text = JSON.stringify(evening())
  for (const script of [
    /\p{Script=Han}/u,
    /\p{Script=Hangul}/u,
    /\p{Script=Hebrew}/u,
    /\p{Script=Arabic}/u,
    /\p{Extended_Pictographic}/u,
  ]) {
    expect(text).toMatch(script)
  }
})

test('a raid brings followers', () => {
  const events = evening({ scenario: 'raid' })
  const raid = events.findIndex(({ event }) => event.type === 'channel.raided')
  const after = events.filter(({ atMs }) => atMs > (events[raid]?.atMs ?? 0) && atMs < (events[raid]?.atMs ?? 0) + 60_000)
  expect(after.filter(({ event }) => event.type === 'channel.followed').length).toBeGreaterThanOrEqual(4)
})
