import { describe, expect, test } from 'bun:test'
import { type Feed, feedBit, feeds } from '../feed.ts'
import { EventType } from './event.ts'
import { feedsOf, isCritical, registeredTypes, registry } from './registry.ts'

/** The names of an event's feeds, in the order of the list of feeds. */
function feedNames(event: { type: string; source?: string }): Feed[] {
  const mask = feedsOf(event)
  return feeds.filter((feed) => (mask & feedBit(feed)) !== 0)
}

describe.each([...registry.values()])('$type', ({ type, payload, example, feeds: declared }) => {
  test('has an example that its schema takes and leaves as it is', () => {
    expect(payload.parse(example)).toStrictEqual(example)
  })

  test('has an example that is the same after a journey as JSON', () => {
    expect(JSON.parse(JSON.stringify(example))).toStrictEqual(example)
  })

  test('has a name of lower-case words between dots', () => {
    expect(EventType.safeParse(type).success).toBe(true)
    expect(type).toMatch(/^[a-z]+(_[a-z]+)*(\.[a-z]+(_[a-z]+)*)+$/)
  })

  test('names each of its feeds once, and never the one that has everything', () => {
    expect(new Set(declared).size).toBe(declared.length)
    expect(declared).not.toContain('all')
  })
})

describe('the registry', () => {
  test('has no type twice', () => {
    expect(registry.size).toBe(registeredTypes.length)
    expect([...registry.keys()]).toEqual([...registeredTypes])
  })

  test('refuses a payload of another shape', () => {
    for (const { type, payload } of registry.values())
      expect([type, payload.safeParse('not an object').success]).toEqual([type, false])
  })
})

describe('what is critical', () => {
  test('is what a streamer must know at once, and nothing else', () => {
    expect(registeredTypes.filter(isCritical).sort() as string[]).toEqual([
      'broadcast.started',
      'broadcast.stopped',
      'connection.lost',
      'connection.restored',
      'recording.paused',
      'recording.resumed',
      'recording.started',
      'recording.stopped',
      'service.failed',
      'service.recovered',
      'streaming.reconnected',
      'streaming.reconnecting',
      'streaming.started',
      'streaming.stopped',
      'system.started',
      'system.stopped',
      'takeover.ended',
      'takeover.started',
    ])
  })

  test('is nothing that viewers can cause in numbers', () => {
    expect(registeredTypes.filter((type) => /^(chat|channel|goal|run|music|utterance)\./.test(type)).filter(isCritical)).toEqual(
      [],
    )
  })

  test('is no type that nobody registered', () => {
    expect(['note.taken', 'system.unheard_of', 'constructor', ''].map(isCritical)).toEqual([false, false, false, false])
  })
})

describe('feeds', () => {
  test('a follow is in those of its platform and of interactions', () => {
    expect(feedNames({ type: 'channel.followed' })).toEqual(['all', 'twitch', 'interactions'])
  })

  test('a chat message is in chat and not among the interactions', () => {
    expect(feedNames({ type: 'chat.message.sent', source: 'twitch' })).toEqual(['all', 'twitch', 'chat'])
  })

  test('what a run does is in the game’s', () => {
    expect(feedNames({ type: 'run.checkpoint.cleared' })).toEqual(['all', 'ironmon'])
  })

  test('a source adds its own', () => {
    expect(feedNames({ type: 'note.taken', source: 'obs' })).toEqual(['all', 'obs'])
    expect(feedNames({ type: 'note.taken', source: 'rainwave' })).toEqual(['all', 'music'])
    expect(feedNames({ type: 'channel.followed', source: 'ironmon' })).toEqual(['all', 'twitch', 'interactions', 'ironmon'])
  })

  test('an unknown type of an unknown source is in the one that has everything', () => {
    expect(feedNames({ type: 'note.taken' })).toEqual(['all'])
    expect(feedNames({ type: 'note.taken', source: 'a-worker' })).toEqual(['all'])
  })
})
