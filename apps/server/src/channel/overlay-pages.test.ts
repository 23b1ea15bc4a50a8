import { expect, test } from 'bun:test'
import { OverlayPages } from './overlay-pages.ts'
import type { Peer } from './peer.ts'
import { StateChannel } from './state-channel.ts'

function peerOf(id: string): Peer & { sent: string[] } {
  const sent: string[] = []
  return {
    id,
    role: 'overlay',
    name: 'overlay alerts',
    sent,
    send: (text) => void sent.push(text),
    subscribe() {},
    unsubscribe() {},
    drained: async () => {},
  }
}

function pagesHere() {
  let changes = 0
  let now = 1_000
  const pages = new OverlayPages({
    build: () => 'b2',
    clock: () => now,
    onChange: () => {
      changes += 1
    },
  })
  return { pages, changes: () => changes, pass: (ms: number) => (now += ms) }
}

test('a page is there from its join to its leave, with what it says of where it runs', () => {
  const { pages, changes } = pagesHere()
  const channel = new StateChannel({
    name: 'overlay:alerts',
    roles: ['overlay'],
    config: { batch: { windowMs: 50, maxEvents: 1, maxBytes: 1_024 } },
    publish() {},
    clock: () => 0,
    value: () => ({}),
    joined: (peer, params) => pages.add('alerts', peer, params),
  })
  const inObs = channel.join(peerOf('p1'), { obs: '2.24.5', source: 'Alerts left', build: 'b2', instance: 'left' })
  const outside = channel.join(peerOf('p2'), { build: 'b1' })
  expect(pages.all).toEqual([
    { overlay: 'alerts', isObs: true, source: 'Alerts left' },
    { overlay: 'alerts', isObs: false },
  ])
  expect(pages.open).toMatchObject([
    { instance: 'left', is_current: true, is_presenter: true },
    { instance: 'p2', is_current: false, is_presenter: false },
  ])
  if (inObs.ok) inObs.leave?.()
  expect(pages.open).toMatchObject([{ instance: 'p2', is_presenter: true }])
  if (outside.ok) outside.leave?.()
  expect([pages.all, changes()]).toEqual([[], 4])
})

test('the page that viewers see is the first in OBS, or the first where none is', () => {
  const { pages } = pagesHere()
  const [preview, obs, other] = [peerOf('preview'), peerOf('obs'), peerOf('other')]
  pages.add('alerts', preview, {})
  expect(pages.isPresenter('alerts', preview)).toBe(true)
  pages.add('alerts', obs, { obs: '2.24.5' })
  pages.add('alerts', other, { obs: '2.24.5' })
  expect([preview, obs, other].map((peer) => pages.isPresenter('alerts', peer))).toEqual([false, true, false])
  expect(pages.isPresenter('chat', obs)).toBe(false)
})

test('a page says how it does, and is told to refresh or to show itself, it alone', () => {
  const { pages, pass } = pagesHere()
  const [one, other] = [peerOf('one'), peerOf('other')]
  pages.add('alerts', one, { instance: 'left' })
  pages.add('alerts', other, { instance: 'right' })
  pass(500)
  pages.vitals('alerts', one, { fps: 59.8, dropped: 2, is_visible: true, is_active: null })
  expect(pages.open[0]).toMatchObject({ vitals: { fps: 59.8 }, heard_at: 1_500 })
  expect(pages.tell('left', 'identify')).toEqual({ overlay: 'alerts' })
  expect([one.sent.length, other.sent.length]).toEqual([1, 0])
  expect(one.sent[0]).toContain('"overlay:alerts","identify"')
  expect(() => pages.tell('nobody', 'refresh')).toThrow('no page of that name is open')
})

test('what a page says that has not the form it should have says nothing', () => {
  const { pages } = pagesHere()
  pages.add('alerts', peerOf('p1'), { obs: 31, source: 'x'.repeat(1_000) })
  expect(pages.all).toEqual([{ overlay: 'alerts', isObs: false }])
})
