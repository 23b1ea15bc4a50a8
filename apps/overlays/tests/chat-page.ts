import { resolve } from 'node:path'
import { type OpenPage, openBrowser, type TestBrowser } from '@landale/testing/browser'
import { api, keys, type ServerProcess, serverProcess } from '@landale/testing/server'

export { openBrowser, type ServerProcess, serverProcess, type TestBrowser }
export type Page = OpenPage['page']
type Server = Pick<ServerProcess, 'url'>

export const address = (server: Server, query = '') => `${server.url}/overlay/chat?key=${keys.overlay}${query}`

/** A page in a chat in which nothing has been said yet. */
export async function openChat(
  chromium: TestBrowser,
  server: Server,
  { query = '', ...options }: Parameters<TestBrowser['open']>[1] & { query?: string } = {},
) {
  await append(server, [{ type: 'chat.cleared', actor: 'twitch:1', source: 'twitch', payload: {} }])
  const opened = await chromium.open(address(server, query), options)
  await opened.page.waitForSelector('#root[data-connected="true"] .chat')
  return opened
}

export const person = (id: string, name = `Viewer ${id}`) => ({ id, login: `viewer_${id}`, name })

export type Said = { id: string; text?: string; user?: ReturnType<typeof person> } & Record<string, unknown>

/** A message, as an event: by viewer 1 where nobody else is named. */
export function message({ id, text = id, user = person('1'), ...more }: Said) {
  const payload = { message_id: id, user, text, ...more }
  return { type: 'chat.message.sent', actor: `twitch:${user.id}`, source: 'twitch', payload }
}

export const say = (server: Server, ...said: readonly Said[]) => append(server, said.map(message))

/** By a moderator. */
export const takeBack = (server: Server, type: string, payload: object) =>
  append(server, [{ type, actor: 'twitch:1337', source: 'twitch', payload }])

export async function append(server: Server, events: readonly object[]): Promise<void> {
  const { status, body } = await api(server, 'worker', '/v1/sessions/current/append', { events })
  if (status !== 201) throw new Error(`append: ${status} ${JSON.stringify(body)}`)
}

export const lineOf = (id: string) => `[data-message="${id}"]`

/** Until a message is there, and nothing moves any more. */
export async function waitForLine(page: Page, id: string): Promise<void> {
  await page.waitForSelector(lineOf(id))
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>('.line, .line-words')].every(({ dataset, style }) => {
      const isStraight = ['', 'none', 'translate(0px)', 'translate(0px, 0px)'].includes(style.transform)
      return isStraight && dataset.state !== 'leaving' && ['', '1'].includes(style.opacity)
    }),
  )
}

/** The messages on screen, oldest first. */
export const shown = (page: Page) =>
  page.locator('.line').evaluateAll((lines) => lines.map((line) => (line instanceof HTMLElement ? line.dataset.message : '')))

/** Where a picture is kept: `LANDALE_SHOTS=1` writes those that are committed, anew. */
export function shot(name: string): { path?: string } {
  return process.env.LANDALE_SHOTS ? { path: resolve(import.meta.dir, '../../../docs/design/chat', `${name}.png`) } : {}
}

/** Lays a frame behind the page: snow, a cave, or a game at its busiest. The same one every time. */
export function layBehind(page: Page, ground: 'white' | 'black' | 'noise'): Promise<void> {
  return page.evaluate((kind) => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: 1_920, height: 1_080 })
    canvas.style.cssText = 'position: fixed; inset: 0; z-index: -1'
    document.body.append(canvas)
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('there is nothing to draw on')
    context.fillStyle = kind === 'white' ? '#fff' : '#000'
    context.fillRect(0, 0, 1_920, 1_080)
    let seed = 1
    const random = (to: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % to
    }
    for (let n = 0; kind === 'noise' && n < 6_000; n += 1) {
      context.fillStyle = `hsl(${random(360)} ${random(70)}% ${random(90)}%)`
      context.fillRect(random(1_920), random(1_080), random(64), random(64))
    }
  }, ground)
}

/** What a line was at in a frame: the top of its surface, how much its words are seen, whether it moves. */
export type Frame = Record<string, { top: number; words: number; state: string; transform: string }>

declare global {
  interface Window {
    chatFrames?: Frame[]
  }
}

/** Notes every frame from here on. */
export function record(page: Page): Promise<void> {
  return page.evaluate(() => {
    const frames: Frame[] = []
    window.chatFrames = frames
    const note = () => {
      const frame: Frame = {}
      for (const line of document.querySelectorAll<HTMLElement>('.line')) {
        const words = line.querySelector('.line-words') ?? line
        frame[line.dataset.message ?? ''] = {
          top: line.getBoundingClientRect().top,
          words: Number(getComputedStyle(words).opacity),
          state: line.dataset.state ?? '',
          transform: getComputedStyle(line).transform,
        }
      }
      frames.push(frame)
      requestAnimationFrame(note)
    }
    note()
  })
}

export const recorded = (page: Page) => page.evaluate(() => window.chatFrames ?? [])

/** The states a message was seen in, in their order. */
export async function statesOf(page: Page, id: string): Promise<string[]> {
  const states = (await recorded(page)).flatMap(({ [id]: line }) => (line === undefined ? [] : [line.state]))
  return [...new Set(states)]
}
