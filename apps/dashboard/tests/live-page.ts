import type { TestBrowser } from '@landale/testing/browser'
import { api } from '@landale/testing/server'
import type { Locator, Page } from 'playwright-core'
import { openConsole } from './console-page.ts'
import { type Server, startServer } from './fixture.ts'

export type Live = AsyncDisposable & { page: Page; faults: string[]; server: Server; said: (text: string) => Promise<void> }

/** What a browser writes on its own account when a server is away. */
export const refusal = /WebSocket connection to .* failed|Failed to load resource/

/** A console on a server of its own. */
export async function liveHere(chromium: TestBrowser, size?: { width: number; height: number }): Promise<Live> {
  const server = await startServer()
  const { page, faults } = await openConsole(chromium, server)
  if (size !== undefined) await page.setViewportSize(size)
  await page.getByRole('region', { name: /^Queue/ }).waitFor()
  return {
    page,
    faults,
    server,
    said: (text) => page.locator('.said', { hasText: text }).first().waitFor(),
    async [Symbol.asyncDispose]() {
      await page.context().close()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** A command over the API, as another program gives it. */
export async function command(server: Pick<Server, 'url'>, name: string, body: object = {}): Promise<number> {
  const { status, body: reply } = await api(server, 'control', `/v1/commands/${name}`, body)
  if (status !== 200) throw new Error(`${name} was refused: ${JSON.stringify(reply)}`)
  return Number(reply.position)
}

export const button = (within: Page | Locator, name: string | RegExp) =>
  within.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) })

/** How often an event of a type is in the log, by the feed. */
export const inFeed = (page: Page, type: string) => page.locator('.row .type').getByText(type, { exact: true })

const viewer = (id: number, name: string) => ({
  actor: `twitch:${id}`,
  source: 'twitch',
  user: { id: `${id}`, login: `viewer_${id}`, name },
})

/** What viewers do, each of another kind or name, so that nothing is merged. */
export const doing = {
  follow: (id: number, name: string) => {
    const { user, ...by } = viewer(id, name)
    return { ...by, type: 'channel.followed', payload: { user } }
  },
  cheer: (id: number, name: string, bits: number) => {
    const { user, ...by } = viewer(id, name)
    return { ...by, type: 'channel.cheered', payload: { user, bits, message: 'for the run' } }
  },
  subscribe: (id: number, name: string) => {
    const { user, ...by } = viewer(id, name)
    return { ...by, type: 'channel.subscribed', payload: { user, tier: '1000', is_gift: false } }
  },
  raid: (id: number, name: string, viewers: number) => {
    const { user, ...by } = viewer(id, name)
    return { ...by, type: 'channel.raided', payload: { user, viewers } }
  },
}
