import { join, normalize, sep } from 'node:path'

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

/**
 * The built pages: `/` the dashboard, `/overlay/<name>` the overlays. Hashed assets are kept for good; HTML is asked for anew each
 * time and answered with 304 where it is the same, so that OBS's cache never holds an old build. The takeover's page is told in its
 * very first bytes whether it covers: a source that is refreshed behind a privacy screen shows nothing before it has joined.
 */
export function createPages(pagesDir: string, { isCovered }: { isCovered: () => boolean }): Pages {
  const dashboard = join(pagesDir, 'dashboard', 'dist')
  const overlays = join(pagesDir, 'overlays', 'dist')
  return async (request, pathname) => {
    const found = locate(pathname, dashboard, overlays)
    if (found === undefined) return undefined
    const file = Bun.file(found.path)
    if (!(await file.exists())) return found.kind === 'page' ? missing(pathname) : undefined
    if (found.kind === 'asset') {
      return new Response(file, { headers: { ...common, 'cache-control': 'public, max-age=31536000, immutable' } })
    }
    const html = await file.text()
    const page = pathname === '/overlay/takeover' && !isCovered() ? html.replace(covered, uncovered) : html
    const etag = `"${Bun.hash(page).toString(36)}"`
    const headers = { ...common, etag, 'cache-control': 'no-cache' }
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
    return new Response(page, { headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } })
  }
}

type Located = { kind: 'page' | 'asset'; path: string }

function locate(pathname: string, dashboard: string, overlays: string): Located | undefined {
  if (pathname === '/') return { kind: 'page', path: join(dashboard, 'index.html') }
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
  return new Response(`${text}\n`, { status: 404, headers: { ...common, 'cache-control': 'no-store' } })
}

/** The id of the overlays' build, which a page compares with its own. */
export async function readBuild(pagesDir: string): Promise<string> {
  const file = Bun.file(join(pagesDir, 'overlays', 'dist', 'build.json'))
  if (!(await file.exists())) return 'unbuilt'
  const { build } = (await file.json()) as { build?: unknown }
  return typeof build === 'string' ? build : 'unknown'
}
