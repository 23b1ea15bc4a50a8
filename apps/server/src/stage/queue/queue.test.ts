import { describe, expect, test } from 'bun:test'
import { type Event, type QueuedCue, registry } from '@landale/protocol'
import { wishOf } from '../cue-rules.ts'
import { defaultShows } from '../show/default-shows.ts'
import { reduceQueue } from './reducer.ts'
import { emptyQueue, type Queue } from './state.ts'
import { cuesOf, queueViewOf } from './view.ts'

export const startedAt = Date.parse('2026-03-01T20:00:00.000Z')

let made = 0

/** An event so many milliseconds into the evening. */
function event(type: string, atMs = 0, payload: unknown = registry.get(type)?.example, actor = 'twitch:12826'): Event {
  made += 1
  const at = new Date(startedAt + atMs).toISOString()
  return {
    id: `evt_01999999-0000-7000-8000-${String(made).padStart(12, '0')}`,
    position: made,
    session: 'ses_1',
    seq: made,
    type,
    actor,
    payload: payload as Record<string, unknown>,
    metadata: { correlation_id: 'c', origin: 'live', occurred_at: at },
    inserted_at: at,
  }
}

const rules = { cues: defaultShows.cues, show: 'variety', isFirst: true }
const reduceWith = (maxCues: number) => (queue: Queue, event: Event) => reduceQueue(queue, event, { maxCues, rules })
const reduce = reduceWith(200)
const after = (...events: Event[]): Queue => events.reduce(reduce, emptyQueue)
const at = (queue: Queue, atMs: number) => queueViewOf(queue, startedAt + atMs)
const kinds = (cues: readonly Pick<QueuedCue, 'kind'>[]) => cues.map(({ kind }) => kind.replace('channel.', ''))
const idOf = (one: Event) => `cue_${one.id.slice('evt_'.length)}`
const cheer = (atMs: number, bits: number, actor?: string) =>
  event('channel.cheered', atMs, { user: { id: '1', login: 'one', name: 'One' }, bits, message: `${bits}` }, actor)

describe('a cue', () => {
  test('is on at the time of its event, said as a person says it, and over when its time is', () => {
    const queue = after(event('channel.raided'))
    const [cue] = cuesOf(queue, startedAt)
    expect(cue).toMatchObject({ layer: 'foreground', kind: 'channel.raided', starts_at: startedAt, duration_ms: 9_000 })
    expect(cue?.payload).toEqual({ name: 'Lanternfish', deed: 'is raiding with', figure: '148 viewers' })
    expect(cuesOf(queue, startedAt + 9_000)).toEqual([])
  })

  test('of a rule says something of its event’s own example', () => {
    for (const { type } of registry.values()) {
      const wish = wishOf(event(type), rules)
      if (wish !== undefined) expect(JSON.stringify(wish.payload)).not.toMatch(/undefined|null|NaN/)
    }
  })

  test('waits for the one before it in its layer, and for what is on in front of it', () => {
    const queue = after(event('channel.followed', 0), event('channel.followed', 100), event('channel.raided', 200))
    expect(kinds(at(queue, 300).playing)).toEqual(['raided', 'followed'])
    // The first follow had 3.8 seconds left when the raid came: it has them when the raid is over, and then comes the second.
    const cues = cuesOf(queue, startedAt + 300)
    expect(cues.map(({ kind, starts_at, duration_ms }) => [kind, starts_at - startedAt, duration_ms])).toEqual([
      ['channel.followed', 0, 13_000],
      ['channel.raided', 200, 9_000],
      ['channel.followed', 13_600, 4_000],
    ])
  })

  test('that has not begun does not begin behind what is on in front of it', () => {
    const queue = after(event('channel.raided', 0), event('channel.subscribed', 100))
    expect(kinds(at(queue, 8_000).playing)).toEqual(['raided'])
    expect(kinds(at(queue, 8_000).waiting)).toEqual(['subscribed'])
    expect(cuesOf(queue, startedAt + 8_000).map(({ starts_at }) => starts_at - startedAt)).toEqual([0, 9_600])
  })

  test('that was stepped in front of goes on as soon as what did so is skipped', () => {
    const raid = event('channel.raided', 1_000)
    const queue = after(event('channel.followed', 0), raid, event('cue.skipped', 5_000, { cue: idOf(raid) }))
    expect(kinds(at(queue, 7_900).playing)).toEqual(['followed'])
    expect(kinds(at(queue, 8_000).playing)).toEqual([])
  })

  test('is interrupted once at the most: the next that would comes when it is over', () => {
    const queue = after(event('channel.subscribed', 0), event('channel.raided', 1_000), event('channel.raided', 2_000))
    // Six seconds of the sub: one before the first raid, five after it; then the second.
    expect(
      cuesOf(queue, startedAt + 2_000).map(({ kind, starts_at }) => [kind.replace('channel.', ''), starts_at - startedAt]),
    ).toEqual([
      ['subscribed', 0],
      ['raided', 1_000],
      ['raided', 15_600],
    ])
  })

  test('does not come back in the middle where what is in front of it gives way to something weightier', () => {
    const queue = after(event('channel.subscribed', 0), event('run.checkpoint.cleared', 1_000), event('channel.raided', 3_000))
    expect(kinds(at(queue, 3_300).playing)).toEqual(['subscribed'])
    const starts = cuesOf(queue, startedAt + 3_300).map(({ kind, starts_at }) => [
      kind.replace('channel.', ''),
      starts_at - startedAt,
    ])
    // The raid at once; then the sub for the five seconds that it had left; then what is left of the checkpoint.
    expect(starts).toEqual([
      ['subscribed', 0],
      ['raided', 3_600],
      ['run.checkpoint.cleared', 3_600 + 9_000 + 5_000 + 600],
    ])
  })

  test('that a page has shown is finished, and one that nobody showed is filed as unseen', () => {
    const [first, second] = [event('channel.followed', 0), event('channel.followed', 10)]
    const receipt = { cue: idOf(first), overlay: 'alerts', instance: 'a' }
    const queue = after(first, second, event('cue.shown', 100, receipt))
    expect(at(queue, 60_000).settled.map(({ outcome }) => outcome)).toEqual(['unseen', 'finished'])
  })
})

describe('the line', () => {
  test('is by weight, and first come first served among equals', () => {
    const queue = after(
      event('channel.followed', 0),
      event('channel.followed', 1),
      event('channel.subscribed', 2),
      event('channel.cheered', 3),
      event('channel.subscribed', 4),
    )
    expect(kinds(at(queue, 10).waiting)).toEqual(['subscribed', 'subscribed', 'cheered', 'followed'])
  })

  test('gives way to what is much weightier, which is brought back for the rest of its time', () => {
    const checkpoint = event('run.checkpoint.cleared', 0)
    const queue = after(checkpoint, event('channel.raided', 2_000))
    expect(kinds(at(queue, 2_700).playing)).toEqual(['raided'])
    expect(at(queue, 2_700).waiting).toMatchObject([{ kind: 'run.checkpoint.cleared', left_ms: 4_000 }])
    const back = cuesOf(queue, startedAt + 12_500).find(({ id }) => id === idOf(checkpoint))
    expect(back).toMatchObject({ starts_at: startedAt + 2_600 + 9_000 + 600, duration_ms: 4_000 })
  })

  test('knows that a cue was seen before it was interrupted: its page says so once', () => {
    const checkpoint = event('run.checkpoint.cleared', 0)
    const shown = event('cue.shown', 100, { cue: idOf(checkpoint), overlay: 'alerts', instance: 'a' })
    const queue = after(checkpoint, shown, event('channel.raided', 2_000))
    expect(at(queue, 60_000).settled.map(({ cue, outcome }) => [cue.kind, outcome])).toEqual([
      ['run.checkpoint.cleared', 'finished'],
      ['channel.raided', 'unseen'],
    ])
  })

  test('that is full lets the lightest go for a weightier one, and counts it', () => {
    const small = reduceWith(2)
    const follows = Array.from({ length: 5 }, (_, n) => event('channel.followed', n))
    const full = follows.reduce(small, emptyQueue)
    expect(at(full, 10)).toMatchObject({ waiting: [{}, {}], dropped: 2 })
    const view = at(small(full, event('channel.subscribed', 20)), 20)
    expect([kinds(view.waiting), view.dropped]).toEqual([['subscribed', 'followed'], 3])
    expect(view.settled.map(({ outcome }) => outcome)).toEqual(['dropped', 'dropped', 'dropped'])
  })
})

describe('what belongs together', () => {
  test('is one cue: cheers of one viewer within ten seconds', () => {
    const queue = after(cheer(0, 100), cheer(4_000, 250), cheer(4_500, 7, 'twitch:other'), cheer(30_000, 50))
    const cues = cuesOf(after(cheer(0, 100), cheer(4_000, 250)), startedAt + 4_000)
    expect(cues.map(({ payload }) => payload.figure)).toEqual(['350 bits'])
    expect(at(queue, 30_000).settled.map(({ cue }) => cue.payload.figure)).toEqual(['7 bits', '350 bits'])
  })

  test('is one cue: a raid and the follows of its first minute', () => {
    const follows = [1_000, 2_000, 8_000].map((ms) => event('channel.followed', ms))
    const queue = after(event('channel.raided', 0), ...follows, event('channel.followed', 61_000))
    expect(cuesOf(after(event('channel.raided', 0), ...follows.slice(0, 2)), startedAt + 2_000)).toMatchObject([
      { kind: 'channel.raided', payload: { message: 'and 2 new followers' } },
    ])
    expect(kinds(at(queue, 61_100).playing)).toEqual(['followed'])
  })

  test('is one cue: a gift of a hundred, without the hundred it went to', () => {
    const gift = event('channel.subscription.gifted', 0, { user: null, tier: '1000', total: 100 })
    const subs = Array.from({ length: 100 }, (_, n) =>
      event('channel.subscribed', n, { user: { id: String(n), login: 'x', name: 'X' }, tier: '1000', is_gift: true }),
    )
    expect(cuesOf(after(gift, ...subs), startedAt + 200).map(({ payload }) => payload.figure)).toEqual(['100 subs'])
  })
})

describe('the streamer', () => {
  const three = [event('channel.followed', 0), event('channel.followed', 1), event('channel.followed', 2)] as const

  test('holds the queue: what is on goes on, nothing follows, and it goes on when it is let', () => {
    const held = after(...three, event('queue.held', 1_000, {}))
    expect(at(held, 100_000)).toMatchObject({ playing: [], waiting: [{}, {}], is_held: true })
    const queue = reduce(held, event('queue.resumed', 100_000, {}))
    expect(cuesOf(queue, startedAt + 100_000).map(({ starts_at }) => starts_at - startedAt)).toEqual([100_000, 104_600])
  })

  test('skips what is on, and the next comes', () => {
    const queue = after(...three, event('cue.skipped', 1_000, { cue: idOf(three[0]) }))
    expect(at(queue, 1_600)).toMatchObject({ playing: [{ id: idOf(three[1]) }], settled: [{ outcome: 'skipped' }] })
  })

  test('removes, moves and clears what waits', () => {
    const moved = after(...three, event('cue.moved', 10, { cue: idOf(three[2]), before: idOf(three[1]) }))
    expect(at(moved, 20).waiting.map(({ id }) => id)).toEqual([idOf(three[2]), idOf(three[1])])
    const last = reduce(moved, event('cue.moved', 20, { cue: idOf(three[2]), before: null }))
    expect(at(last, 30).waiting.map(({ id }) => id)).toEqual([idOf(three[1]), idOf(three[2])])
    const removed = reduce(last, event('cue.removed', 40, { cue: idOf(three[1]) }))
    expect(at(removed, 50).waiting.map(({ id }) => id)).toEqual([idOf(three[2])])
    expect(at(reduce(removed, event('queue.cleared', 60, {})), 70)).toMatchObject({ playing: [{}], waiting: [] })
  })

  test('is not disturbed: alerts wait, but for what takes the room', () => {
    const quiet = after(
      event('queue.do_not_disturb.changed', 0, { on: true }),
      event('channel.followed', 10),
      event('channel.raided', 20),
    )
    expect(at(quiet, 30)).toMatchObject({ playing: [{ kind: 'channel.raided' }], waiting: [{ kind: 'channel.followed' }] })
    const loud = reduce(quiet, event('queue.do_not_disturb.changed', 5_000, { on: false }))
    expect(kinds(at(loud, 9_700).playing)).toEqual(['followed'])
  })

  test('bans somebody, who is off the screen at once with what waited of them', () => {
    const banned = event('chat.user.cleared', 300, { user: { id: '1', login: 'one', name: 'One' } }, 'twitch:1337')
    const queue = after(
      cheer(0, 1, 'twitch:1'),
      cheer(100, 2, 'twitch:2'),
      event('channel.followed', 200, undefined, 'twitch:1'),
      banned,
    )
    expect(at(queue, 300).playing).toEqual([])
    expect(at(queue, 900).playing.map(({ actor }) => actor)).toEqual(['twitch:2'])
    expect(at(queue, 900).waiting).toEqual([])
  })

  test('says something of a cue that is gone: nothing changes', () => {
    const queue = after(...three)
    for (const [type, payload] of [
      ['cue.skipped', { cue: 'cue_x' }],
      ['cue.removed', { cue: 'cue_x' }],
      ['cue.moved', { cue: 'cue_x', before: null }],
      ['cue.shown', { cue: 'cue_x', overlay: 'a', instance: 'b' }],
      ['queue.resumed', {}],
      ['chat.message.sent', undefined],
    ] as const)
      expect(reduce(queue, event(type, 3, payload))).toBe(queue)
  })
})
