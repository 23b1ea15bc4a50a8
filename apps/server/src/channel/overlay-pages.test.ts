import { expect, test } from 'bun:test'
import { OverlayPages } from './overlay-pages.ts'
import type { Peer } from './peer.ts'
import { StateChannel } from './state-channel.ts'

const peer: Peer = {
  id: 'p1',
  role: 'overlay',
  name: 'overlay alerts',
  send() {},
  subscribe() {},
  unsubscribe() {},
  drained: async () => {},
}

test('a page is there from its join to its leave, with what it says of where it runs', () => {
  const pages = new OverlayPages()
  const channel = new StateChannel({
    name: 'overlay:alerts',
    roles: ['overlay'],
    config: { batch: { windowMs: 50, maxEvents: 1, maxBytes: 1_024 } },
    publish() {},
    clock: () => 0,
    value: () => ({}),
    joined: (params) => pages.add('alerts', params),
  })
  const inObs = channel.join(peer, { obs: '2.24.5', source: 'Alerts left' })
  const outside = channel.join(peer, { build: 'b1' })
  expect(pages.all).toEqual([
    { overlay: 'alerts', isObs: true, source: 'Alerts left' },
    { overlay: 'alerts', isObs: false },
  ])
  if (inObs.ok) inObs.leave?.()
  expect(pages.all).toEqual([{ overlay: 'alerts', isObs: false }])
  if (outside.ok) outside.leave?.()
  expect(pages.all).toEqual([])
})

test('what a page says that has not the form it should have says nothing', () => {
  const pages = new OverlayPages()
  pages.add('alerts', { obs: 31, source: 'x'.repeat(1_000) })
  expect(pages.all).toEqual([{ overlay: 'alerts', isObs: false }])
})
