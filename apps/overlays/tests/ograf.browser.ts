// The overlays as OGraf graphics, in a renderer that is a page from elsewhere: it imports each built module, and calls it as the
// specification says.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type OverlayName, overlayNames } from '@landale/protocol'
import { openBrowser, type TestBrowser } from '@landale/testing/browser'
import { type ServerProcess, serverProcess } from '@landale/testing/server'
import { manifestOf } from '@/ograf/manifest.ts'
import { frozenStart } from '@/shared/frozen-frame.ts'
import { isAlike, isSameFrame } from './ograf/alike.ts'
import { dataFor } from './ograf/data.ts'
import { openRenderer, type Renderer, rendererPage } from './ograf/renderer.ts'

const limitMs = 60_000

let chromium: TestBrowser
let server: ServerProcess
let site: ReturnType<typeof rendererPage>
beforeAll(async () => {
  site = rendererPage()
  const environment = { LANDALE_ALLOWED_ORIGINS: site.url.origin }
  ;[chromium, server] = await Promise.all([openBrowser(), serverProcess({ environment })])
}, limitMs)
afterAll(async () => {
  await Promise.all([chromium[Symbol.asyncDispose](), server[Symbol.asyncDispose](), site.stop(true)])
})

const renderer = (): Promise<Renderer> => openRenderer(chromium, site.url.href, `${server.url}/overlay/ograf`)

/** Nothing of a graphic is left, neither in the document nor in what moves. */
const gone = { children: 0, sheets: 0, motions: 0 }

test.each([...overlayNames])(
  '%s is loaded, played, updated, stopped and disposed of',
  async (name: OverlayName) => {
    const it = await renderer()
    const bare = await it.picture()
    const data = dataFor(name, Date.now())
    expect(await it.load(name, { data, renderType: 'realtime', renderCharacteristics: {} })).toEqual({ statusCode: 200 })
    expect(bare.equals(await it.picture())).toBe(true)
    expect(await it.call('playAction', {})).toEqual({ statusCode: 200, currentStep: 0 })
    await it.see((picture) => !bare.equals(picture))
    expect(await it.call('updateAction', { data: dataFor(name, Date.now(), 'other') })).toEqual({ statusCode: 200 })
    await it.see((picture) => !bare.equals(picture))
    expect(await it.call('stopAction', {})).toEqual({ statusCode: 200 })
    expect(bare.equals(await it.picture())).toBe(true)
    expect(await it.call('dispose', {})).toEqual({ statusCode: 200 })
    expect(await it.left()).toEqual(gone)
    expect(it.faults).toEqual([])
    await it.close()
  },
  limitMs,
)

test.each([...overlayNames])(
  '%s shows the same frame at a time, by whatever way it is reached',
  async (name: OverlayName) => {
    const it = await renderer()
    const bare = await it.picture()
    await it.load(name, {
      data: dataFor(name, frozenStart),
      renderType: 'non-realtime',
      renderCharacteristics: { frameRate: 60 },
    })
    const schedule = [
      { timestamp: 6_000, action: { type: 'stopAction', params: {} } },
      { timestamp: 0, action: { type: 'playAction', params: {} } },
    ]
    expect(await it.call('setActionsSchedule', { schedule })).toEqual({ statusCode: 200 })
    const frames = new Map<number, Buffer>()
    for (const timestamp of [0, 100, 500, 3_000, 6_100]) {
      expect(await it.call('goToTime', { timestamp })).toEqual({ statusCode: 200 })
      frames.set(timestamp, await it.picture())
    }
    expect(frames.get(500)?.equals(bare)).toBe(false)
    for (const timestamp of [500, 3_000, 100, 6_100, 0]) {
      await it.call('goToTime', { timestamp })
      expect([timestamp, isSameFrame(frames.get(timestamp) ?? bare, await it.picture())]).toEqual([timestamp, true])
    }
    await it.call('goToTime', { timestamp: 12_000 })
    expect(bare.equals(await it.picture())).toBe(true)
    await it.call('dispose', {})
    expect(await it.left()).toEqual(gone)
    expect(it.faults).toEqual([])
    await it.close()
  },
  limitMs,
)

test(
  'its manifest names the module, and may be read from where a renderer is let in',
  async () => {
    const it = await renderer()
    for (const name of overlayNames) {
      const { headers, manifest } = await it.manifest(name)
      expect(headers).toEqual({ type: 'application/json; charset=utf-8', cache: 'no-cache' })
      expect(manifest).toEqual(JSON.parse(JSON.stringify(manifestOf(name, manifest.version))))
      await it.create(name)
    }
    await it.close()
  },
  limitMs,
)

test(
  'a graphic is the same picture as its page',
  async () => {
    const it = await renderer()
    await it.load('alerts', { data: dataFor('alerts', frozenStart), renderType: 'non-realtime', renderCharacteristics: {} })
    await it.call('setActionsSchedule', { schedule: [{ timestamp: 0, action: { type: 'playAction', params: {} } }] })
    await it.call('goToTime', { timestamp: 400 })
    const graphic = await it.picture()
    const { page } = await chromium.open(`${server.url}/overlay/alerts?debug=1&demo=1&cue=resub&at=400`)
    await page.waitForSelector('#root[data-frozen="true"]', { state: 'attached' })
    await page.evaluate((colour) => document.documentElement.style.setProperty('background', colour, 'important'), it.ground)
    expect(isSameFrame(graphic, await page.screenshot())).toBe(true)
    await page.context().close()
    await it.close()
  },
  limitMs,
)

test(
  'motion is skipped where that is asked for',
  async () => {
    const it = await renderer()
    const bare = await it.picture()
    await it.load('alerts', { data: dataFor('alerts', Date.now()), renderType: 'realtime' })
    await it.call('playAction', {})
    const whole = await it.picture()
    await it.call('stopAction', { skipAnimation: true })
    expect(bare.equals(await it.picture())).toBe(true)
    await it.call('playAction', { skipAnimation: true })
    expect(isAlike(whole, await it.picture())).toBe(true)
    await it.close()
  },
  limitMs,
)

test(
  'other options draw it anew, without motion',
  async () => {
    const it = await renderer()
    const data = dataFor('clock', Date.now())
    await it.load('clock', { data, renderType: 'realtime' })
    await it.call('playAction', {})
    expect((await it.place('.clock'))?.left).toBe(0)
    expect(await it.call('updateAction', { data: { ...data, options: { position: 'top-right', scale: 2 } } })).toEqual({
      statusCode: 200,
    })
    expect(await it.place('.clock')).toMatchObject({ right: 1_920 })
    await it.close()
  },
  limitMs,
)

test(
  'a time between two frames is its own picture, and changes none behind it',
  async () => {
    const it = await renderer()
    await it.load('alerts', { data: dataFor('alerts', frozenStart), renderType: 'non-realtime' })
    await it.call('setActionsSchedule', { schedule: [{ timestamp: 30, action: { type: 'playAction', params: {} } }] })
    await it.call('goToTime', { timestamp: 500 })
    const straight = await it.picture()
    for (const timestamp of [25, 308, 491.5, 500]) expect(await it.call('goToTime', { timestamp })).toEqual({ statusCode: 200 })
    expect(isSameFrame(straight, await it.picture())).toBe(true)
    await it.close()
  },
  limitMs,
)

test(
  'a second play is past the last step, and so the end',
  async () => {
    const it = await renderer()
    const bare = await it.picture()
    await it.load('clock', { data: dataFor('clock', Date.now()), renderType: 'realtime' })
    expect(await it.call('playAction', { goto: 0 })).toEqual({ statusCode: 200, currentStep: 0 })
    expect(await it.call('playAction', { delta: 0 })).toEqual({ statusCode: 200, currentStep: 0 })
    expect(await it.call('playAction', {})).toEqual({ statusCode: 200 })
    expect(bare.equals(await it.picture())).toBe(true)
    await it.close()
  },
  limitMs,
)

test(
  'what cannot be is answered, and never thrown',
  async () => {
    const it = await renderer()
    await it.create('alerts')
    expect(await it.call('playAction', {})).toMatchObject({ statusCode: 409 })
    const load = (data: unknown) => it.call('load', { data, renderType: 'realtime', renderCharacteristics: {} })
    expect(await load({ deed: 'followed' })).toEqual({ statusCode: 400, statusMessage: 'data.kind: Invalid input' })
    const data = dataFor('alerts', Date.now())
    expect(await load({ ...data, options: { theme: 'neon' } })).toMatchObject({ statusCode: 400 })
    expect(await load({ ...data, options: { scale: 9 } })).toMatchObject({ statusCode: 400 })
    expect(await it.left()).toMatchObject({ children: 0, sheets: 0 })
    expect(await load(data)).toEqual({ statusCode: 200 })
    expect(await load(data)).toMatchObject({ statusCode: 409 })
    expect(await it.call('playAction', { goto: -1 })).toMatchObject({ statusCode: 400 })
    expect(await it.call('playAction', { goto: 'first' })).toMatchObject({ statusCode: 400 })
    expect(await it.call('updateAction', { data: 'news' })).toMatchObject({ statusCode: 400 })
    expect(await it.call('updateAction', { data: { ...data, options: { theme: 'gazette' } } })).toMatchObject({ statusCode: 409 })
    expect(await it.call('customAction', { id: 'dance', payload: null })).toMatchObject({ statusCode: 400 })
    expect(await it.call('goToTime', { timestamp: 0 })).toMatchObject({ statusCode: 409 })
    expect(await it.call('setActionsSchedule', { schedule: [] })).toMatchObject({ statusCode: 409 })
    expect(await it.call('dispose', {})).toEqual({ statusCode: 200 })
    expect(it.faults).toEqual([])
    await it.close()
  },
  limitMs,
)

test(
  'a cue is laid over what stands, which steps back for it',
  async () => {
    const it = await renderer()
    await it.load('alerts', { data: dataFor('alerts', Date.now()), renderType: 'realtime' })
    await it.call('playAction', {})
    const before = await it.picture()
    const payload = {
      kind: 'channel.raided',
      name: 'Lanternfish',
      deed: 'is raiding with',
      figure: '148 viewers',
      layer: 'foreground',
    }
    expect(await it.call('customAction', { id: 'cue', payload })).toEqual({ statusCode: 200 })
    expect(await it.layers()).toEqual({ foreground: 'active', midground: 'interrupted', background: 'hidden' })
    expect(await it.call('customAction', { id: 'clear', payload: null })).toEqual({ statusCode: 200 })
    expect(await it.layers()).toEqual({ foreground: 'hidden', midground: 'active', background: 'hidden' })
    expect(isAlike(before, await it.picture())).toBe(true)
    await it.close()
  },
  limitMs,
)

test(
  'graphics in one document have themes and times of their own, and leave the document its own',
  async () => {
    const it = await renderer()
    const before = await it.document()
    const data = dataFor('alerts', frozenStart)
    const film = { data, renderType: 'non-realtime' }
    const schedule = [{ timestamp: 0, action: { type: 'playAction', params: {} } }]
    const [iron, gazette] = [await it.create('alerts'), await it.create('alerts')]
    await it.on(iron, 'load', film)
    await it.on(gazette, 'load', { ...film, data: { ...data, options: { theme: 'gazette' } } })
    for (const one of [iron, gazette]) await it.on(one, 'setActionsSchedule', { schedule })
    await it.on(iron, 'goToTime', { timestamp: 3_000 })
    await it.on(gazette, 'goToTime', { timestamp: 0 })
    expect(await it.words(iron)).toMatchObject({ opacity: '1', font: expect.stringContaining('Archivo') })
    expect(await it.words(gazette)).toMatchObject({ opacity: '0', font: expect.stringContaining('Roboto Serif') })
    expect(await it.document()).toEqual(before)
    for (const one of [iron, gazette]) await it.on(one, 'dispose', {})
    expect(await it.left()).toEqual(gone)
    await it.close()
  },
  limitMs,
)
