import { join, normalize, sep } from 'node:path'
import { defaultTheme, themeName } from '@landale/protocol'
import { readTheme } from './themes.ts'

export type Pages = (request: Request, pathname: string) => Promise<Response | undefined>

// OBS puts its custom CSS into the page as a style element, so styles may be inline; nothing else may.
const policy = [
  `default-src 'self'`,
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data:`,
  `connect-src 'self'`,
  `object-src 'none'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'self'`,
].join('; ')

const common = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  // A page's address holds its key.
  'referrer-policy': 'no-referrer',
}

const [covered, uncovered] = ['data-cover="up"', 'data-cover="down"']

export type PagesOptions = {
  isCovered: () => boolean
  /** Where the streamer's own files lie; without it the only themes are the built-in ones. */
  configDir?: string | undefined
}

/**
 * The built pages: `/` the dashboard, `/overlay/<name>` the overlays. Hashed assets are kept for good; HTML is asked for anew each
 * time and answered with 304 where it is the same, so that OBS's cache never holds an old build. A page with a cover is told in its
 * very first bytes whether it covers: a source that is refreshed behind a privacy screen shows nothing before it has joined. An
 * overlay with `?theme=<name>` has that theme's style sheet in its head, so that no other look is ever painted. As OGraf graphics they
 * lie under `/overlay/ograf/`.
 */
export function createPages(pagesDir: string, { isCovered, configDir }: PagesOptions): Pages {
  const dashboard = join(pagesDir, 'dashboard', 'dist')
  const overlays = join(pagesDir, 'overlays', 'dist')
  return async (request, pathname) => {
    const theme = pathname.match(/^\/overlay\/themes\/([^/]+)\.css$/)?.[1]
    if (theme !== undefined) return await serveTheme(request, theme)
    const graphic = pathname.match(/^\/overlay\/ograf\/((?:assets\/)?[\w-]+\.(?:ograf\.json|js|woff2))$/)?.[1]
    if (graphic !== undefined) return await serveGraphic(request, graphic)
    const found = locate(pathname, dashboard, overlays)
    if (found === undefined) return undefined
    const file = Bun.file(found.path)
    if (!(await file.exists())) return found.kind === 'page' ? missing(pathname) : undefined
    if (found.kind === 'asset') {
      return kept(file)
    }
    const html = await file.text()
    const page = isCovered() ? html : html.replace(covered, uncovered)
    const isOverlay = pathname.startsWith('/overlay')
    return fresh(request, isOverlay ? withTheme(page, new URL(request.url).searchParams.get('theme')) : page, 'text/html')
  }

  /** A renderer of OGraf graphics may be a page from elsewhere: of an origin that was let in before this is asked. */
  async function serveGraphic(request: Request, name: string): Promise<Response | undefined> {
    const file = Bun.file(join(overlays, 'ograf', name))
    if (!(await file.exists())) return undefined
    const isKept = name.startsWith('assets/')
    const response = isKept
      ? kept(file)
      : fresh(request, await file.text(), name.endsWith('.js') ? 'text/javascript' : 'application/json')
    response.headers.set('access-control-allow-origin', '*')
    return response
  }

  async function serveTheme(request: Request, name: string): Promise<Response> {
    const folders = [join(overlays, 'themes'), ...(configDir === undefined ? [] : [join(configDir, 'themes')])]
    const css = await readTheme(name, folders)
    return css === undefined ? absent('/* There is no such theme. */', 'text/css') : fresh(request, css, 'text/css')
  }
}

/** Its name says what is in it, so it is never asked for again. */
function kept(file: Blob): Response {
  return new Response(file, { headers: { ...common, 'cache-control': 'public, max-age=31536000, immutable' } })
}

/** Asked for anew each time, and sent only where it is not what the page has already. */
function fresh(request: Request, text: string, type: string): Response {
  const etag = `"${Bun.hash(text).toString(36)}"`
  const headers = { ...common, etag, 'cache-control': 'no-cache' }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  return new Response(text, { headers: { ...headers, 'content-type': `${type}; charset=utf-8` } })
}

/** The last style sheet of the head, over the default's. What is no theme's name never gets into the page. */
function withTheme(html: string, theme: string | null): string {
  if (theme === null || theme === defaultTheme || !themeName.test(theme)) return html
  return html.replace('</head>', `<link rel="stylesheet" href="/overlay/themes/${theme}.css" data-theme="${theme}">\n</head>`)
}

type Located = { kind: 'page' | 'asset'; path: string }

function locate(pathname: string, dashboard: string, overlays: string): Located | undefined {
  if (pathname === '/') return { kind: 'page', path: join(dashboard, 'index.html') }
  if (pathname === '/overlay/' || pathname === '/overlay') return { kind: 'page', path: join(overlays, 'index.html') }
  const overlay = pathname.match(/^\/overlay\/([a-z][a-z0-9-]{0,63})$/)?.[1]
  if (overlay !== undefined) return { kind: 'page', path: join(overlays, `${overlay}.html`) }
  if (pathname.startsWith('/overlay/assets/')) return within(join(overlays, 'assets'), pathname.slice('/overlay/assets/'.length))
  if (pathname.startsWith('/assets/')) return within(join(dashboard, 'assets'), pathname.slice('/assets/'.length))
  return undefined
}

function within(folder: string, name: string): Located | undefined {
  const path = normalize(join(folder, name))
  return path.startsWith(folder + sep) && !name.includes('\0') ? { kind: 'asset', path } : undefined
}

function missing(pathname: string): Response {
  const text =
    pathname === '/'
      ? 'The dashboard is not built yet: run "bun run build".'
      : 'There is no such overlay, or it is not built yet: run "bun run build".'
  return absent(text)
}

function absent(text: string, type = 'text/plain'): Response {
  const headers = { ...common, 'cache-control': 'no-store', 'content-type': `${type}; charset=utf-8` }
  return new Response(
    `${text}
`,
    { status: 404, headers },
  )
}

/** The id of the overlays' build, which a page compares with its own. */
export async function readBuild(pagesDir: string): Promise<string> {
  const file = Bun.file(join(pagesDir, 'overlays', 'dist', 'build.json'))
  if (!(await file.exists())) return 'unbuilt'
  const { build } = (await file.json()) as { build?: unknown }
  return typeof build === 'string' ? build : 'unknown'
}
