import { afterAll, expect, test } from 'bun:test'
import { readdirSync } from 'node:fs'
import { createLogger } from '@landale/service'
import { temporaryFolder } from '@landale/testing/server'
import { EmoteStore } from './emote-store.ts'

const logger = createLogger({ service: 'test', level: 'error', terminal: false })
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])
const asked: string[] = []
// In the place of Twitch's own, speaking its paths.
const cdn = Bun.serve({
  port: 0,
  fetch(request) {
    const { pathname } = new URL(request.url)
    asked.push(pathname)
    if (pathname.startsWith('/gone/')) return new Response('no', { status: 404 })
    if (pathname.startsWith('/page/')) return new Response('<html>', { headers: { 'content-type': 'image/png' } })
    if (pathname.startsWith('/huge/')) return new Response(new Uint8Array(2_000_000).fill(0x89))
    return new Response(png)
  },
})
afterAll(() => cdn.stop(true))

function storeIn(folder: string, more: Partial<ConstructorParameters<typeof EmoteStore>[0]> = {}) {
  asked.length = 0
  return new EmoteStore({ folder, url: cdn.url.origin, timeoutMs: 5_000, logger, now: () => 0, isKnown: () => true, ...more })
}

test('a picture is fetched once, however many ask at once, and kept over a restart and without the network', async () => {
  using folder = temporaryFolder()
  const store = storeIn(`${folder.path}/emotes`)
  const pictures = await Promise.all(Array.from({ length: 20 }, () => store.get('emotesv2_abc')))
  expect(pictures.every((picture) => picture?.type === 'image/png')).toBe(true)
  expect(asked).toEqual(['/emotesv2_abc/default/dark/3.0'])
  const again = storeIn(`${folder.path}/emotes`, { url: 'http://127.0.0.1:1', isKnown: () => false })
  expect(await again.get('emotesv2_abc')).toEqual({ bytes: png, type: 'image/png' })
  expect(readdirSync(`${folder.path}/emotes`)).toEqual(['emotesv2_abc'])
})

test('nothing is asked for but what chat has brought, by an id', async () => {
  using folder = temporaryFolder()
  const store = storeIn(folder.path, { isKnown: (id) => id === '25' })
  expect(await store.get('26')).toBeUndefined()
  for (const id of ['../25', '25/../..', '', 'a'.repeat(65)]) expect(await store.get(id)).toBeUndefined()
  expect(asked).toEqual([])
  expect((await store.get('25'))?.type).toBe('image/png')
})

test('what is not to be had, is no picture or is too large is not kept, and not asked for again for a while', async () => {
  using folder = temporaryFolder()
  let now = 0
  const store = storeIn(folder.path, { now: () => now })
  for (const id of ['gone', 'page', 'huge', 'gone']) expect(await store.get(id)).toBeUndefined()
  expect([asked.length, readdirSync(folder.path)]).toEqual([3, []])
  now = 300_001
  await store.get('gone')
  expect(asked).toHaveLength(4)
})
