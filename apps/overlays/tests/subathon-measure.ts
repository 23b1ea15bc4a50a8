import type { OpenPage } from '@landale/testing/browser'
import type { ServerProcess } from '@landale/testing/server'
import { until } from './evening-page.ts'
import { reachGsap } from './stage-gsap.ts'

type Page = OpenPage['page']

/** What a page takes up once what it no longer needs is gone. */
export type PageTake = {
  heapBytes: number
  /** All that its process has, those in templates and those that are in no document among them. */
  nodes: number
  listeners: number
  /** Nodes that a script holds on to and that are in no document. */
  detached: number
  /** Timelines and tweens that hang on GSAP's root: what moves, or is about to. */
  moving: number
  /** The most of them at one frame so far. */
  mostMoving: number
  /** GSAP's contexts that hold on to a motion, and timelines, whether they move or not: what may be reached from anywhere. */
  contexts: number
  timelines: number
}

export type ServerTake = { rss: number; heapUsed: number }

declare global {
  interface Window {
    mostMoving?: number
  }
}

function watchMotion(): void {
  const look = () => {
    window.mostMoving = Math.max(window.mostMoving ?? 0, window.gsap?.globalTimeline.getChildren(false).length ?? 0)
    requestAnimationFrame(look)
  }
  look()
}

/** Of the objects that have it in their chain some are prototypes themselves, which are in no document and out of none. */
const isDetached = '(node) => !Object.hasOwn(node, "constructor") && !node.isConnected'

/** Asks a page's own browser what it holds. No page knows of it. */
export async function openScales(page: Page): Promise<() => Promise<PageTake>> {
  const session = await page.context().newCDPSession(page)
  await reachGsap(page)
  await page.evaluate(watchMotion)

  async function ask(expression: string): Promise<number> {
    const { result } = await session.send('Runtime.evaluate', { expression, returnByValue: true })
    return Number(result.value)
  }

  /** How many objects of a kind can be reached, from wherever: those among them that the page's own words, `which`, hold for. */
  async function count(prototype: string, which: string): Promise<number> {
    const objectGroup = 'scales'
    const { result } = await session.send('Runtime.evaluate', { expression: prototype, objectGroup })
    if (result.objectId === undefined) throw new Error(`the page has no ${prototype}`)
    const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId, objectGroup })
    if (objects.objectId === undefined) throw new Error(`Chromium gave no list of ${prototype}`)
    const functionDeclaration = `function () { return this.filter(${which}).length }`
    const answer = await session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration,
      returnByValue: true,
    })
    await session.send('Runtime.releaseObjectGroup', { objectGroup })
    return Number(answer.result.value)
  }

  return async () => {
    const moving = await ask('gsap.globalTimeline.getChildren(false).length')
    const mostMoving = await ask('window.mostMoving')
    const contexts = await count('Object.getPrototypeOf(gsap.context(() => {}))', '(context) => context.data.length > 0')
    const timelines = await count('gsap.core.Timeline.prototype', '(timeline) => timeline !== gsap.globalTimeline')
    const detached = await count('Node.prototype', isDetached)
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
    return { heapBytes: usedSize, nodes, listeners: jsEventListeners, detached, moving, mostMoving, contexts, timelines }
  }
}

/** Asks a server that `subathon-server.ts` was loaded into. */
export async function weighServer(server: Pick<ServerProcess, 'pid' | 'output'>): Promise<ServerTake> {
  const said = () => [...server.output().matchAll(/^\{"taken":(\{.*\})\}$/gm)].map(([, taken]) => taken ?? '')
  const before = said().length
  process.kill(server.pid, 'SIGUSR2')
  await until('the server says what it takes up', async () => said().length > before)
  return JSON.parse(said().at(-1) ?? '') as ServerTake
}
