import { createClient } from '@landale/client'
import type { QueueView } from '@landale/protocol'
import { type OpenPage, openBrowser, type TestBrowser } from '@landale/testing/browser'
import { api, keys, type ServerProcess, serverProcess, temporaryFolder } from '@landale/testing/server'
import { decodePng, seeThrough } from './png.ts'

export { openBrowser, type ServerProcess, serverProcess, type TestBrowser, temporaryFolder }
export type Page = OpenPage['page']
type FrameLocator = ReturnType<Page['frameLocator']>
export type Server = Pick<ServerProcess, 'url'>

/** What changed on a page: of one of its layers, or of the whole. `at` is the page's clock. */
export type Note = { at: number; overlay: string; layer: string; state: string; cue: string; words: string }

declare global {
  interface Window {
    noteEvening?: (note: Note) => void
  }
}

/** Runs in the page, before its own scripts: tells of every change of what a theme could see. */
function watchPage(): void {
  const overlay = location.pathname.split('/').at(-1) ?? ''
  const tell = (layer: string, state: string, cue = '', words = '') =>
    window.noteEvening?.({ at: Date.now(), overlay, layer, state, cue, words })
  new MutationObserver((changes) => {
    const targets = new Set(changes.flatMap(({ target }) => (target instanceof HTMLElement ? [target] : [])))
    for (const { dataset, textContent } of targets) {
      if (dataset.layer !== undefined) tell(dataset.layer, dataset.state ?? '', dataset.cue, textContent)
      if (dataset.connected !== undefined) tell('page', dataset.connected === 'true' ? 'connected' : 'cut off')
      if (dataset.cover !== undefined) tell('page', dataset.cover)
    }
  }).observe(document, {
    subtree: true,
    attributes: true,
    attributeFilter: ['data-state', 'data-cue', 'data-connected', 'data-cover'],
  })
}

export const address = (server: Pick<Server, 'url'>, overlay: string) => `${server.url}/overlay/${overlay}?key=${keys.overlay}`

/** An overlay and what it said of itself, over its reloads. */
export type Watched = OpenPage & { notes: Note[] }

export async function openWatched(
  chromium: TestBrowser,
  url: string,
  prepare: (empty: Page) => Promise<unknown> = async () => {},
): Promise<Watched> {
  const watched = await openEmpty(chromium)
  await prepare(watched.page)
  await watched.page.goto(url)
  await watched.page.waitForSelector('#root[data-connected="true"]')
  return watched
}

async function openEmpty(chromium: TestBrowser): Promise<Watched> {
  const opened = await chromium.open('about:blank')
  const notes: Note[] = []
  await opened.page.exposeFunction('noteEvening', (note: Note) => void notes.push(note))
  await opened.page.addInitScript(watchPage)
  return { ...opened, notes }
}

/** Overlays as sources of one scene, the last in front. Each is a frame whose id is its name. */
export async function openScene(chromium: TestBrowser, server: Server, overlays: readonly string[]): Promise<Watched> {
  const watched = await openEmpty(chromium)
  const frame = (name: string) => `<iframe id="${name}" src="${address(server, name)}"></iframe>`
  const style =
    'html, body { margin: 0; overflow: hidden } iframe { position: fixed; inset: 0; width: 100%; height: 100%; border: 0 }'
  const body = `<!doctype html><style>${style}</style>${overlays.map(frame).join('')}`
  // Of the server's own origin: its pages are framed by nobody else.
  await watched.page.route(`${server.url}/scene`, (route) => route.fulfill({ contentType: 'text/html', body }))
  await watched.page.goto(`${server.url}/scene`)
  for (const name of overlays) await watched.page.frameLocator(`#${name}`).locator('#root[data-connected="true"]').waitFor()
  return watched
}

export const isOn = (layer: string, kind: string) => `[data-layer="${layer}"][data-kind="${kind}"][data-state="active"]`
export const isEmpty = (layer: string) => `[data-layer="${layer}"][data-state="hidden"]`

export async function waitForEmpty(page: Page, layer: string): Promise<void> {
  await page.waitForSelector(isEmpty(layer), { state: 'attached' })
}

const up = new Set(['entering', 'active'])

/** The cues that came into view in a layer, in their order, each as often as it did. */
export function entrances(notes: readonly Note[], layer: string): string[] {
  const came: string[] = []
  let there = ''
  for (const { state, cue } of notes.filter((note) => note.layer === layer)) {
    if (up.has(state) && cue !== there) came.push(cue)
    // What is interrupted is still there; what leaves has gone.
    if (state === 'hidden' || state === 'exiting') there = ''
    else if (up.has(state)) there = cue
  }
  return came
}

/** When the first note of a kind was made. */
export function momentOf(notes: readonly Note[], layer: string, state: string): number {
  const found = notes.find((note) => note.layer === layer && note.state === state)
  if (found === undefined) throw new Error(`${layer} was never ${state}: ${JSON.stringify(notes)}`)
  return found.at
}

export type Said = { type: string; user?: { id: string; login: string; name: string }; payload: object }

export const person = (id: number, name = `Viewer ${id}`) => ({ id: String(id), login: `viewer_${id}`, name })

/** Appends what viewers did, as a source does. */
export async function append(server: Server, said: readonly Said[]): Promise<void> {
  const events = said.map(({ type, user = person(1), payload }) => ({
    type,
    actor: `twitch:${user.id}`,
    source: 'twitch',
    payload: { user, ...payload },
  }))
  const { status, body } = await api(server, 'worker', '/v1/sessions/current/append', { events })
  if (status !== 201) throw new Error(`append: ${status} ${JSON.stringify(body)}`)
}

export const raid = (viewers = 240): Said => ({ type: 'channel.raided', user: person(7, 'Tidewater'), payload: { viewers } })

export const gift = (total: number): Said => ({
  type: 'channel.subscription.gifted',
  user: person(1, 'Marigold'),
  payload: { tier: '1000', total },
})

export async function command(server: Server, name: string, payload: object = {}): Promise<void> {
  const { status, body } = await api(server, 'control', `/v1/commands/${name}`, payload)
  if (status >= 300) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`)
}

/** The dashboard's view of the queue, as it was and is. */
export type QueueWatch = Disposable & {
  readonly views: readonly QueueView[]
  until(holds: (view: QueueView) => boolean): Promise<QueueView>
}

/** Joins `stream:queue` and keeps it, over restarts of the server. */
export function watchQueue({ socketUrl }: Pick<ServerProcess, 'socketUrl'>): QueueWatch {
  const client = createClient({ url: socketUrl, key: keys.control, name: 'evening', onError: () => {} })
  const views: QueueView[] = []
  const waiting = new Set<() => void>()
  client.state<QueueView>('stream:queue', {
    onState(view) {
      views.push(view)
      for (const look of waiting) look()
    },
  })
  return {
    views,
    until(holds) {
      const { promise, resolve } = Promise.withResolvers<QueueView>()
      const look = () => {
        const view = views.at(-1)
        if (view === undefined || !holds(view)) return
        waiting.delete(look)
        resolve(view)
      }
      waiting.add(look)
      look()
      return promise
    },
    [Symbol.dispose]: () => client.close(),
  }
}

/** Once the queue knows of a cue that it is seen, it knows it after a crash too. */
export const isSeen = ({ playing }: QueueView) => playing.length > 0 && playing.every(({ is_seen }) => is_seen)

/** Asks again until it holds. */
export async function until(what: string, holds: () => Promise<boolean>, limitMs = 20_000): Promise<void> {
  const deadline = performance.now() + limitMs
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited ${limitMs} ms in vain until ${what}`)
    await Bun.sleep(20)
  }
}

/** What pages said of cues, as the log has it. */
export async function receipts(server: Server): Promise<[string, unknown][]> {
  const { body } = await api(server, 'control', '/v1/events?type=cue.*&order=asc')
  return (body.events as { type: string; payload: { cue?: unknown } }[]).map(({ type, payload }) => [type, payload.cue])
}

export type Box = { x: number; y: number; width: number; height: number }

/** Where the slab of a layer is at the next frame. */
export async function slabBox(of: Page | FrameLocator, layer: string): Promise<Box> {
  const box = await of.locator(`[data-layer="${layer}"] .slab`).last().boundingBox()
  if (box === null) throw new Error(`no slab is in the ${layer}`)
  return box
}

export const wholeCanvas: Box = { x: 0, y: 0, width: 1_920, height: 1_080 }

/** The share of an area that is painted, and that the game is not seen through. */
export async function paintedShare(page: Page, clip: Box): Promise<number> {
  const picture = decodePng(await page.screenshot({ omitBackground: true, clip }))
  return 1 - seeThrough(picture) / (picture.width * picture.height)
}
