import type { OverlayName } from '@landale/protocol'
import type { TestBrowser } from '@landale/testing/browser'
import type { GraphicElement, Manifest, PlayAnswer } from '@/ograf/specification.ts'

const mostLooks = 50

type Method = Exclude<keyof GraphicElement, keyof HTMLElement>

declare global {
  interface Window {
    /** The graphics of the renderer under test. */
    graphics: GraphicElement[]
  }
}

/** A page of nobody's: its text is not of the overlays' size, and its elements are not as theirs. */
const html = `<!doctype html>
<html style="font-size: 21px"><body style="margin: 0; color: red; font: italic 30px serif">
<p id="own" class="words slab" style="position: absolute">A renderer's own</p>
<div id="stage" style="position: absolute; inset: 0; background: rgb(120 136 104)"></div>
</body></html>`

export function rendererPage() {
  return Bun.serve({
    port: 0,
    fetch: ({ url }) =>
      new URL(url).pathname === '/' ? new Response(html, { headers: { 'content-type': 'text/html' } }) : new Response(),
  })
}

export type Renderer = Awaited<ReturnType<typeof openRenderer>>

/** A renderer that takes its graphics from `folder`. */
export async function openRenderer(chromium: TestBrowser, url: string, folder: string) {
  const { page, faults } = await chromium.open(url, { locale: 'en-GB', timezoneId: 'UTC' })
  await page.evaluate(() => {
    window.graphics = []
  })

  /** Adds a graphic, and gives back its number. */
  async function create(name: OverlayName): Promise<number> {
    const module = `${folder}/${name}.js`
    return await page.evaluate(
      async ({ module, name }) => {
        const { default: Graphic } = (await import(module)) as { default: CustomElementConstructor }
        if (customElements.get(`graphic-${name}`) === undefined) customElements.define(`graphic-${name}`, Graphic)
        const element = document.createElement(`graphic-${name}`) as GraphicElement
        document.getElementById('stage')?.append(element)
        return window.graphics.push(element) - 1
      },
      { module, name },
    )
  }

  const on = (number: number, method: Method, params: unknown): Promise<PlayAnswer | undefined> =>
    page.evaluate(async ({ number, method, params }) => await window.graphics[number]?.[method](params), {
      number,
      method,
      params,
    })

  /** Takes pictures until one is, or is not, as another: what has no end of its own is waited for by looking. */
  async function see(is: (picture: Buffer) => boolean): Promise<Buffer> {
    for (let look = 0; look < mostLooks; look += 1) {
      const picture = await page.screenshot()
      if (is(picture)) return picture
    }
    throw new Error('the picture was not to be seen')
  }

  return {
    faults,
    ground: 'rgb(120 136 104)',
    create,
    on,
    load: async (name: OverlayName, params: unknown) => await on(await create(name), 'load', params),
    /** Calls the first graphic. */
    call: (method: Method, params: unknown) => on(0, method, params),
    picture: () => page.screenshot(),
    see,
    close: () => page.context().close(),

    /** An overlay's manifest, as the page reads it. */
    manifest: (name: OverlayName) =>
      page.evaluate(async (address) => {
        const response = await fetch(address)
        const [type, cache] = [response.headers.get('content-type'), response.headers.get('cache-control')]
        return { headers: { type, cache }, manifest: (await response.json()) as Manifest }
      }, `${folder}/${name}.ograf.json`),

    /** What is there of all graphics, where each is disposed of. */
    left: () =>
      page.evaluate(async () => {
        const loaded = performance.getEntriesByType('resource').filter(({ name }) => name.includes('copy='))
        const parts = loaded.map(({ name }) => import(name) as Promise<{ countMotions(): number }>)
        const counts = await Promise.all(parts.map(async (part) => (await part).countMotions()))
        const shadows = window.graphics.map(({ shadowRoot }) => shadowRoot)
        return {
          children: shadows.reduce((sum, shadow) => sum + (shadow?.childNodes.length ?? 0), 0),
          sheets:
            document.adoptedStyleSheets.length +
            shadows.reduce((sum, shadow) => sum + (shadow?.adoptedStyleSheets.length ?? 0), 0),
          motions: counts.reduce((sum, count) => sum + count, 0),
        }
      }),

    /** By layer, what the first graphic says is on. */
    layers: () =>
      page.evaluate(() =>
        Object.fromEntries(
          [...(window.graphics[0]?.shadowRoot?.querySelectorAll<HTMLElement>('[data-layer]') ?? [])].map(({ dataset }) => [
            dataset.layer,
            dataset.state,
          ]),
        ),
      ),

    /** Where a part of the first graphic stands, in pixels. */
    place: (selector: string) =>
      page.evaluate((selector) => {
        const { left, right } = window.graphics[0]?.shadowRoot?.querySelector(selector)?.getBoundingClientRect() ?? {}
        return { left, right }
      }, selector),

    /** How the name on a graphic's slab is drawn. */
    words: (number: number) =>
      page.evaluate((number) => {
        const name = window.graphics[number]?.shadowRoot?.querySelector('.slab-name')
        const style = name === null || name === undefined ? undefined : getComputedStyle(name)
        return { opacity: style?.opacity, font: style?.fontFamily }
      }, number),

    /** What is the renderer's own. */
    document: () =>
      page.evaluate(() => {
        const own = document.getElementById('own')
        const { fontSize, font, color, display, overflow } = getComputedStyle(own ?? document.body)
        const timers = [setTimeout, clearTimeout, setInterval, requestAnimationFrame].map((timer) => String(timer))
        return { fontSize, font, color, display, overflow, timers, attributes: document.documentElement.getAttributeNames() }
      }),
  }
}
