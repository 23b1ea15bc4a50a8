import { expect, test } from 'bun:test'
import type { Cue } from '@landale/protocol'
import { Playhead } from './playhead.ts'

const cue = (changes: Partial<Cue> = {}): Cue => ({
  id: 'a',
  layer: 'midground',
  kind: 'channel.followed',
  priority: 20,
  size: 'nod',
  starts_at: 1_000,
  duration_ms: 4_000,
  expires_at: 60_000,
  origin: 'live',
  payload: { deed: 'followed' },
  ...changes,
})
const none: ReadonlySet<string> = new Set()

test('what a page has shown to its end is not begun again when it hears that the cue was stepped in front of meanwhile', () => {
  const page = new Playhead()
  expect(page.look([cue()], 1_000, none).on.midground?.id).toBe('a')
  expect(page.look([cue()], 5_000, new Set(['a'])).on.midground).toBeNull()
  const longer = cue({ duration_ms: 13_000 })
  expect(page.look([longer], 6_000, none).on.midground).toBeNull()
  // A page that was not there for it shows what is left.
  expect(new Playhead().look([longer], 6_000, none).on.midground?.id).toBe('a')
})

test('what is made longer while it is on goes on, and what comes back anew is another showing', () => {
  const page = new Playhead()
  page.look([cue()], 1_000, none)
  const longer = cue({ duration_ms: 13_000 })
  expect(page.look([longer], 4_000, new Set(['a'])).on.midground?.id).toBe('a')
  expect(page.look([longer], 13_999, new Set(['a'])).on.midground?.id).toBe('a')
  page.look([longer], 14_000, new Set(['a']))
  expect(page.look([cue({ starts_at: 20_000 })], 20_000, none).on.midground?.id).toBe('a')
})
