import { expect, test } from 'bun:test'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createPages } from './pages.ts'
import { longestThemeBytes } from './themes.ts'

/** Pages as they are built, and a streamer's own files. */
async function folder(files: Readonly<Record<string, string>>) {
  const path = await mkdtemp(join(tmpdir(), 'landale-pages-'))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true })
    await writeFile(join(path, name), text)
  }
  const pages = createPages(path, { isCovered: () => false, configDir: join(path, 'config') })
  const get = async (address: string, headers: Record<string, string> = {}) => {
    const url = new URL(address, 'http://127.0.0.1')
    const response = await pages(new Request(url.href, { headers }), url.pathname)
    if (response === undefined) throw new Error(`${address} is none of the pages`)
    return response
  }
  return { path, get, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

const built = {
  'overlays/dist/alerts.html': '<!doctype html><head><link rel="stylesheet" href="/overlay/assets/page.css"></head><body></body>',
  'overlays/dist/index.html': '<!doctype html><head></head><body>all of them</body>',
  'overlays/dist/themes/gazette.css': ':root { --ink: #111111 }',
  'dashboard/dist/index.html': '<!doctype html><head></head><body></body>',
}

test('a page that names a theme has its style sheet in its head, after its own', async () => {
  await using files = await folder(built)
  const html = await (await files.get('/overlay/alerts?key=k&theme=dusk')).text()
  expect(html).toContain('page.css"><link rel="stylesheet" href="/overlay/themes/dusk.css" data-theme="dusk">')
})

test('the default theme, and what is no name of a theme, leave the page as it is', async () => {
  await using files = await folder(built)
  for (const theme of ['iron', '', 'a"><script>', '../dusk', 'Dusk', 'd'.repeat(33)]) {
    const html = await (await files.get(`/overlay/alerts?theme=${encodeURIComponent(theme)}`)).text()
    expect(html).toBe(built['overlays/dist/alerts.html'])
  }
  expect(await (await files.get('/?theme=dusk')).text()).not.toContain('themes')
})

test('a theme is a built-in one, or a file of the streamer that is read anew each time', async () => {
  await using files = await folder({ ...built, 'config/themes/dusk.css': ':root { --ink: #222222 }' })
  const gazette = await files.get('/overlay/themes/gazette.css')
  expect([gazette.headers.get('content-type'), gazette.headers.get('cache-control')]).toEqual([
    'text/css; charset=utf-8',
    'no-cache',
  ])
  const dusk = await files.get('/overlay/themes/dusk.css')
  expect(await dusk.text()).toBe(':root { --ink: #222222 }')
  const etag = dusk.headers.get('etag') ?? ''
  expect((await files.get('/overlay/themes/dusk.css', { 'if-none-match': etag })).status).toBe(304)
  await writeFile(join(files.path, 'config/themes/dusk.css'), ':root { --ink: #333333 }')
  expect(await (await files.get('/overlay/themes/dusk.css', { 'if-none-match': etag })).text()).toBe(':root { --ink: #333333 }')
})

test("a built-in theme's name is taken", async () => {
  await using files = await folder({ ...built, 'config/themes/gazette.css': 'mine' })
  expect(await (await files.get('/overlay/themes/gazette.css')).text()).toBe(built['overlays/dist/themes/gazette.css'])
})

test('what is absent, too long, a folder, or no name at all is not found', async () => {
  await using files = await folder({
    ...built,
    'config/themes/long.css': ' '.repeat(longestThemeBytes + 1),
    'config/themes/full.css': ' '.repeat(longestThemeBytes),
    'config/themes/Dusk.css': 'a',
    'config/themes/folder.css/inside': 'a',
    'config/secret.css': 'a',
  })
  for (const name of ['none', 'long', 'Dusk', 'folder', '..%2Fsecret', '%2e%2e/secret', 'a%00b']) {
    const url = `/overlay/themes/${name}.css`
    // An address that leads elsewhere is none of the pages'.
    const response = await files.get(url).catch(() => undefined)
    expect([name, response?.status ?? 404]).toEqual([name, 404])
  }
  expect((await files.get('/overlay/themes/full.css')).status).toBe(200)
})

test('the list of the overlays is served with and without its last stroke', async () => {
  await using files = await folder(built)
  for (const address of ['/overlay/', '/overlay']) expect(await (await files.get(address)).text()).toContain('all of them')
})
