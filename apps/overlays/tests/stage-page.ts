import { copyFileSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenPage, TestBrowser } from '@landale/testing/browser'
import { type ServerOptions, type ServerProcess, serverProcess, temporaryFolder } from '@landale/testing/server'
import { address, openWatched, type Watched } from './evening-page.ts'
import { writeShows } from './stage-shows.ts'

type Page = OpenPage['page']

/** What stands, and whether something is in front of it. */
export const standing = (state: 'active' | 'interrupted') =>
  `[data-layer="background"][data-kind="furniture"][data-state="${state}"]`

/** A server whose shows are the built-in ones with some of their words changed. */
export async function stageServer(
  changes: Parameters<typeof writeShows>[1] = [],
  options: ServerOptions = {},
): Promise<ServerProcess> {
  const folder = options.dataDir === undefined ? temporaryFolder() : undefined
  const dataDir = options.dataDir ?? folder?.path ?? ''
  await writeShows(join(dataDir, 'config'), changes)
  const server = await serverProcess({ ...options, dataDir })
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      folder?.[Symbol.dispose]()
    },
  }
}

/** How long things are on here: long enough for a busy machine to look at them, and shorter than that where they are waited for. */
export const raidMs = 9_000
export const lasting = (kind: 'raid' | 'follow', ms: number): [from: string, to: string] =>
  kind === 'raid' ? ['"duration_ms": 9000', `"duration_ms": ${ms}`] : ['"duration_ms": 4000', `"duration_ms": ${ms}`]

/** The whole screen on one page, with what stands in its place. */
export async function openStage(chromium: TestBrowser, server: Pick<ServerProcess, 'url'>): Promise<Watched> {
  const watched = await openWatched(chromium, address(server, 'stage'))
  await watched.page.waitForSelector(standing('active'), { state: 'attached' })
  return watched
}

export type Fuse = { share: number; at: number }

/** How much of a train's fuse is left, as it is painted, and when that was. */
export async function readFuse(page: Page): Promise<Fuse> {
  return await page.evaluate(() => {
    const heat = document.querySelector('.train-heat')
    if (heat === null) throw new Error('no train stands')
    return { share: new DOMMatrix(getComputedStyle(heat).transform).a, at: Date.now() }
  })
}

/** How a train was drawn while the furniture was in a state: its figures, in their order, and how dark its shade was at most. */
export type SeenTrain = { figures: string[]; mostShade: number }

/** Notes, frame by frame, how the train is drawn: a look from outside may come too late. */
export async function watchTrain(page: Page): Promise<() => Promise<Record<string, SeenTrain>>> {
  await page.evaluate(() => {
    const seen: Record<string, { figures: string[]; mostShade: number }> = {}
    window.train = seen
    const look = () => {
      requestAnimationFrame(look)
      const layer = document.querySelector<HTMLElement>('[data-layer="background"]')
      const train = layer?.querySelector('.train')
      const shade = train?.querySelector('.shade')
      if (layer === null || train === undefined || train === null || shade === undefined || shade === null) return
      const state = layer.dataset.state ?? ''
      seen[state] ??= { figures: [], mostShade: 0 }
      const of = seen[state]
      const figure = train.querySelector('.train-figure .rolling')?.textContent ?? ''
      if (of.figures.at(-1) !== figure) of.figures.push(figure)
      of.mostShade = Math.max(of.mostShade, Number(getComputedStyle(shade).opacity))
    }
    look()
  })
  return () => page.evaluate(() => window.train ?? {})
}

/** How dark the train is by now. */
export async function shadeOf(page: Page): Promise<number> {
  return await page.evaluate(() => Number(getComputedStyle(document.querySelector('.train .shade') ?? document.body).opacity))
}

/** Whose turn it was, and when by the wall's clock, which no page's own has a part in. */
export type SeenTurn = { text: string; at: number }

declare global {
  interface Window {
    turns?: SeenTurn[]
    train?: Record<string, SeenTrain>
  }
}

/** A stage whose own clock is so far from the server's, and that notes whose turn it is. */
export async function openTicking(chromium: TestBrowser, server: Pick<ServerProcess, 'url'>, astrayMs: number): Promise<Watched> {
  return await openWatched(chromium, address(server, 'stage'), (page) => page.addInitScript(noteTurns, astrayMs))
}

function noteTurns(astrayMs: number): void {
  const wall = Date.now
  Date.now = () => wall() + astrayMs
  window.turns = []
  new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      const row = node instanceof HTMLElement ? (node.closest('.ticker-row') ?? node.querySelector('.ticker-row')) : null
      const text = row?.querySelector('.ticker-word')?.textContent
      if (text !== undefined && text !== null) window.turns?.push({ text, at: wall() })
    }
  }).observe(document, { subtree: true, childList: true })
}

/** The first turns of a page, as many as are asked for. */
export async function readTurns(page: Page, count: number): Promise<SeenTurn[]> {
  await page.waitForFunction((least) => (window.turns?.length ?? 0) >= least, count)
  return await page.evaluate(() => window.turns ?? [])
}

export type PagesFolder = Disposable & { path: string; setBuild(build: string): void }

/** The built pages, with a build's id that can be another. */
export function copyOfPages(): PagesFolder {
  const folder = temporaryFolder()
  const built = join(process.env.LANDALE_PAGES_DIR ?? join(import.meta.dir, '../..'), 'overlays/dist')
  const dist = join(folder.path, 'overlays/dist')
  mkdirSync(dist, { recursive: true })
  for (const name of readdirSync(built)) if (name !== 'build.json') symlinkSync(join(built, name), join(dist, name))
  copyFileSync(join(built, 'build.json'), join(dist, 'build.json'))
  return {
    path: folder.path,
    setBuild: (build) => writeFileSync(join(dist, 'build.json'), JSON.stringify({ build })),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
}
