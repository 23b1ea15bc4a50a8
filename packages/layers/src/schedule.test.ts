import { describe, expect, test } from 'bun:test'
import type { Cue } from '@landale/protocol'
import { endOf, schedule } from './schedule.ts'

const none: ReadonlySet<string> = new Set()
const cue = (id: string, changes: Partial<Cue> = {}): Cue => ({
  id,
  layer: 'midground',
  kind: 'channel.followed',
  priority: 20,
  size: 'nod',
  starts_at: 1_000,
  duration_ms: 4_000,
  expires_at: 15_000,
  origin: 'live',
  payload: { deed: 'followed' },
  ...changes,
})

describe('what is on', () => {
  test('a cue is on from its start for its length, and not at its end', () => {
    const on = (now: number) => schedule([cue('a')], now, new Set(['a'])).on.midground?.id
    expect([999, 1_000, 4_999, 5_000].map(on)).toEqual([undefined, 'a', 'a', undefined])
  })

  test('a page that comes two seconds late sees the same cue', () => {
    expect(schedule([cue('a')], 3_000, none).on.midground?.id).toBe('a')
  })

  test('a cue with too little left is not begun, but one that was begun goes on', () => {
    expect(schedule([cue('a')], 4_900, none).on.midground).toBeNull()
    expect(schedule([cue('a')], 4_900, new Set(['a'])).on.midground?.id).toBe('a')
  })

  test('a cue that is short from the start is shown', () => {
    expect(schedule([cue('a', { duration_ms: 300 })], 1_000, none).on.midground?.id).toBe('a')
  })

  test('after it expired a cue is not shown, however long it is', () => {
    const expired = cue('a', { expires_at: 2_000 })
    expect(endOf(expired)).toBe(2_000)
    expect(schedule([expired], 2_000, new Set(['a'])).on.midground).toBeNull()
  })

  test('of a pile that a hidden page slept through, only what is on now is left', () => {
    const pile = Array.from({ length: 20 }, (_, index) =>
      cue(`cue_${index}`, { starts_at: 1_000 + index * 4_600, expires_at: 1e9 }),
    )
    expect(schedule(pile, 1_000 + 15 * 4_600 + 500, none).on.midground?.id).toBe('cue_15')
  })

  test('each layer has its own cue', () => {
    const { on } = schedule([cue('a'), cue('b', { layer: 'foreground' })], 2_000, none)
    expect([on.foreground?.id, on.midground?.id, on.background?.id]).toEqual(['b', 'a', undefined])
  })

  test('of two at once in a layer the weightier is on, then the earlier, whatever their order in the list', () => {
    const [a, b, c] = [cue('a', { starts_at: 1_200 }), cue('b'), cue('c', { priority: 30, starts_at: 1_500 })]
    expect(schedule([a, b], 2_000, none).on.midground?.id).toBe('b')
    expect(schedule([a, b, c], 2_000, none).on.midground?.id).toBe('c')
    expect(schedule([c, b, a], 2_000, none).on.midground?.id).toBe('c')
  })
})

describe('when to look again', () => {
  test('at the next start or end of any cue', () => {
    const cues = [cue('a'), cue('b', { layer: 'foreground', starts_at: 3_000 })]
    expect([0, 1_000, 3_000, 5_000].map((now) => schedule(cues, now, none).lookAgainAt)).toEqual([1_000, 3_000, 5_000, 7_000])
  })

  test('never, once everything is over', () => {
    expect(schedule([cue('a')], 5_000, none).lookAgainAt).toBeNull()
  })
})
