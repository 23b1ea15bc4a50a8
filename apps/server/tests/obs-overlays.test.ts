import { describe, expect, test } from 'bun:test'
import { fakeObs } from '@landale/testing/obs'
import type { OverlayPage } from '@/channel/overlay-pages.ts'
import { createObs } from '@/ingest/obs/source.ts'
import { sourceContext, until } from './source-context.ts'

const password = 'a-secret-of-obs-0815'

describe('an overlay in OBS', () => {
  const key = 'overlay-key-of-tests-4711'
  const address = `http://127.0.0.1:7175/overlay/alerts?key=${key}`

  async function watched(pages: OverlayPage[]) {
    const obs = fakeObs({ password })
    const { context, clock, states, events } = sourceContext('obs', { OBS_URL: obs.url, OBS_PASSWORD: password })
    const source = createObs({ ...context, overlayPages: () => pages })
    source.start()
    await until(() => states.includes('ok'))
    const refreshed = () => events.filter(({ type }) => type === 'overlay.refreshed')
    return {
      obs,
      refreshed,
      /** Each check is three answers of a real socket: a second at a time, with turns of the event loop for them. */
      async pass(seconds: number) {
        for (let second = 0; second < seconds; second += 1) await clock.advance(1_000, 20)
      },
      said: () => JSON.stringify([events, states, source.view?.()]),
      async [Symbol.asyncDispose]() {
        await source.stop()
        obs[Symbol.dispose]()
        expect(clock.waiting).toBe(0)
      },
    }
  }

  test('that goes silent on air is refreshed, once a minute and not more, and is said to be', async () => {
    const pages: OverlayPage[] = [{ overlay: 'alerts', isObs: true }]
    await using there = await watched(pages)
    there.obs.addBrowserSource('Alerts', address)
    there.obs.addBrowserSource('Somebody else’s', 'https://alerts.example/overlay?id=7')
    await there.pass(30)
    expect(there.refreshed()).toEqual([])
    pages.length = 0
    await there.pass(24)
    expect(there.obs.requests('PressInputPropertiesButton')).toEqual([{ inputName: 'Alerts', propertyName: 'refreshnocache' }])
    expect(there.refreshed()).toMatchObject([
      {
        source: 'obs',
        actor: 'system',
        payload: { overlay: 'alerts', source: 'Alerts', reason: 'silent for 12 s while its source was active' },
      },
    ])
    await there.pass(40)
    expect(there.refreshed()).toHaveLength(1)
    await there.pass(30)
    expect(there.refreshed()).toHaveLength(2)
    pages.push({ overlay: 'alerts', isObs: true, source: 'Alerts' })
    await there.pass(120)
    expect(there.refreshed()).toHaveLength(2)
    expect(there.said()).not.toContain(key)
  })

  test('that is not on program is left alone', async () => {
    await using there = await watched([])
    there.obs.addBrowserSource('Alerts', address, { isActive: false })
    await there.pass(60)
    expect(there.refreshed()).toEqual([])
  })
})
