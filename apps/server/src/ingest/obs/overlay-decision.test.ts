import { describe, expect, test } from 'bun:test'
import type { OverlayPage } from '@/channel/overlay-pages.ts'
import { decide, type OverlaySource, type OverlayWatch } from './overlay-decision.ts'
import { overlayIn } from './overlay-sources.ts'

const alerts: OverlaySource = { name: 'Alerts', overlay: 'alerts', pageSource: undefined, isActive: true }

/** Looks every 4 s for so long; gives back at which second which source was refreshed. */
function refreshes(seconds: number, at: (second: number) => { sources?: OverlaySource[]; pages?: OverlayPage[] }) {
  const refreshed: string[] = []
  let watch: OverlayWatch = new Map()
  for (let second = 0; second <= seconds; second += 4) {
    const { sources = [alerts], pages = [] } = at(second)
    const decision = decide(watch, sources, pages, second * 1_000)
    watch = decision.watch
    for (const { name } of decision.refresh) refreshed.push(`${second} ${name}`)
  }
  return refreshed
}

describe('an overlay on air without a page', () => {
  test('is refreshed after twelve seconds, and then once a minute', () => {
    expect(refreshes(140, () => ({}))).toEqual(['12 Alerts', '72 Alerts', '132 Alerts'])
  })

  test('is left alone while it is not on air, and has its twelve seconds from when it is', () => {
    expect(refreshes(60, (second) => ({ sources: [{ ...alerts, isActive: second >= 40 }] }))).toEqual(['52 Alerts'])
  })

  test('whose page comes back in time is left alone', () => {
    const page = { overlay: 'alerts', isObs: true }
    expect(refreshes(60, (second) => ({ pages: second % 12 === 8 ? [page] : [] }))).toEqual([])
  })

  test('is not helped by a page of another overlay, outside OBS, or of another source', () => {
    const pages: OverlayPage[] = [
      { overlay: 'ironmon', isObs: true },
      { overlay: 'alerts', isObs: false },
      { overlay: 'alerts', isObs: true, source: 'Alerts left' },
    ]
    expect(refreshes(20, () => ({ pages }))).toEqual(['12 Alerts'])
  })

  test('has one that names no source, the source by its name, or by its address', () => {
    const named = { ...alerts, pageSource: 'a' }
    for (const page of [{}, { source: 'Alerts' }, { source: 'a' }])
      expect(refreshes(60, () => ({ sources: [named], pages: [{ overlay: 'alerts', isObs: true, ...page }] }))).toEqual([])
  })

  test('that is gone from OBS is forgotten', () => {
    expect(decide(new Map([['Gone', { silentSince: 0, refreshedAt: 0 }]]), [], [], 5).watch.size).toBe(0)
  })
})

describe('an address', () => {
  test('is of the overlay that its path names, with the source that it names', () => {
    expect(overlayIn('http://127.0.0.1:7175/overlay/alerts?key=k&source=Alerts%20left')).toEqual({
      overlay: 'alerts',
      pageSource: 'Alerts left',
    })
  })

  test.each([
    '',
    'nonsense',
    'http://h/overlay/unknown',
    'http://h/',
    'http://h/overlay/alerts/x',
    'https://other.example/alerts',
  ])('%p is of none', (address) => expect(overlayIn(address)).toBeUndefined())
})
