import { expect, test } from 'bun:test'
import type { OpenPage, OverlaysState } from '@landale/protocol'
import { openWords } from './open-words.ts'

const page = (overlay: string, vitals: OpenPage['vitals']): OpenPage => ({
  overlay,
  instance: `${overlay}_1`,
  build: 'b',
  is_current: true,
  obs: null,
  source: null,
  chromium: 127,
  viewport: null,
  since: 0,
  is_presenter: true,
  vitals,
  heard_at: null,
})
const vitals = { fps: 59.6, dropped: 0, is_visible: true, is_active: null }

test('an overlay says how many pages of it are open, how smooth the slowest is, and how soon it paints', () => {
  const state: OverlaysState = {
    pages: [
      page('alerts', vitals),
      page('alerts', { ...vitals, fps: 31 }),
      page('alerts', { ...vitals, fps: 0, is_visible: false }),
    ],
    paint: [{ overlay: 'alerts', count: 9, p50_ms: 13.6, p95_ms: 21.2, worst_ms: 40 }],
  }
  expect(openWords('alerts', state)).toBe('3 open, 31 fps, paints in 14 ms (p95 21 ms)')
  expect(openWords('chat', state)).toBe('Not open')
  expect(openWords('chat', undefined)).toBe('')
})
