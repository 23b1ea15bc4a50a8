// Every overlay as it is at frozen moments, against the pictures that were looked at and committed. `LANDALE_BASELINES=1` writes those
// anew: look at what git says has changed.
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type ServerProcess, serverProcess } from '@landale/testing/server'
import { PNG } from 'pngjs'
import { decodeBaseline, encodeBaseline } from './pictures/baseline.ts'
import { openBrowser, openCamera, type TestBrowser, takeAll } from './pictures/camera.ts'
import { compare } from './pictures/compare.ts'
import { decode, type Frame, paintedBox } from './pictures/frame.ts'
import { fileOf, overlays, type Picture, pathOf, picturesOf, themes } from './pictures/list.ts'

const baselines = resolve(import.meta.dir, 'baselines')
/** What is not as it was: git ignores it. */
const mismatches = resolve(import.meta.dir, '../coverage/pictures')
const isWriting = process.env.LANDALE_BASELINES === '1'
const limitMs = 120_000

let chromium: TestBrowser
let server: ServerProcess
beforeAll(async () => {
  rmSync(mismatches, { recursive: true, force: true })
  ;[chromium, server] = await Promise.all([openBrowser(), serverProcess()])
}, limitMs)
afterAll(async () => {
  await Promise.all([chromium[Symbol.asyncDispose](), server[Symbol.asyncDispose]()])
})

async function write(path: string, bytes: Buffer): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  await Bun.write(path, bytes)
}

const png = (frame: Frame) => PNG.sync.write(Object.assign(new PNG(frame), { data: frame.rgba }))

/** Undefined where it is as it was, or a sentence about what is not. */
async function lookAt(picture: Picture, frame: Frame): Promise<string | undefined> {
  const name = fileOf(picture)
  const kept = Bun.file(resolve(baselines, name))
  if (isWriting) {
    await write(resolve(baselines, name), encodeBaseline(frame))
    return undefined
  }
  if (!(await kept.exists())) return `${name} has no baseline`
  const { isSame, worst, difference } = compare(frame, decodeBaseline(Buffer.from(await kept.arrayBuffer()), frame))
  if (isSame) return undefined
  const path = resolve(mismatches, name)
  await write(path, png(frame))
  await write(path.replace(/\.png$/, '.diff.png'), png(difference()))
  return `${name} differs in up to ${worst} pixels of a square of 32: ${path}, and .diff.png beside it`
}

test.each(themes.flatMap((theme) => overlays.map((overlay) => [overlay, theme] as const)))(
  '%s looks in %s as it did',
  async (overlay, theme) => {
    const faults: string[] = []
    await takeAll(chromium, picturesOf(overlay, theme), async (camera, picture) => {
      const fault = await lookAt(picture, await camera.take(server.url + pathOf(picture)))
      if (fault !== undefined) faults.push(fault)
    })
    expect(faults).toEqual([])
  },
  limitMs,
)

test('every baseline is of a picture', () => {
  const pictured = themes.flatMap((theme) => overlays.flatMap((overlay) => picturesOf(overlay, theme).map(fileOf)))
  const kept = readdirSync(baselines, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.png'))
  expect(kept.filter((name) => !pictured.includes(name))).toEqual([])
})

test(
  'an address freezes the same pixels each time, and stands still',
  async () => {
    const camera = await openCamera(chromium)
    for (const overlay of overlays) {
      const [picture] = picturesOf(overlay, 'iron')
      if (picture === undefined) throw new Error(`nothing is pictured of ${overlay}`)
      const one = await camera.take(server.url + pathOf(picture))
      const { right, bottom } = paintedBox(one)
      expect({ overlay, isPainted: right * bottom > 1 }).toEqual({ overlay, isPainted: true })
      const other = await camera.take(server.url + pathOf(picture))
      expect({ overlay, isSame: one.rgba.equals(other.rgba) }).toEqual({ overlay, isSame: true })
    }
    await camera.close()
  },
  limitMs,
)

test(
  'a page that runs is sought to the frame that the address freezes',
  async () => {
    const camera = await openCamera(chromium)
    const frozen = await camera.take(`${server.url}/overlay/alerts?debug=1&demo=1&cue=resub&at=420`)
    const { page } = await chromium.open(`${server.url}/overlay/alerts?debug=1&demo=1`)
    await page.waitForFunction(() => window.landale !== undefined)
    await page.evaluate(async () => {
      window.landale?.freeze()
      window.landale?.show('resub')
      await window.landale?.seek(420)
    })
    const words = (selector: string) => page.locator(selector).evaluate((element) => getComputedStyle(element).opacity)
    expect(Number(await words('.slab-name'))).toBeGreaterThan(0.5)
    expect(Number(await words('.slab-message'))).toBeLessThan(0.5)
    // What is behind is reached by loading anew.
    await page.evaluate(() => void window.landale?.seek(8_180))
    await page.waitForSelector('[data-layer="midground"][data-state="exiting"]')
    await page.evaluate(() => void window.landale?.seek(420))
    await page.waitForSelector('#root[data-frozen="true"]', { state: 'attached' })
    await page.evaluate(
      (colour) => document.documentElement.style.setProperty('background', colour, 'important'),
      'rgb(120 120 120)',
    )
    expect(decode(await page.screenshot()).rgba.equals(frozen.rgba)).toBe(true)
    await camera.close()
  },
  limitMs,
)
