// What a page of an overlay loads before it can draw, gzipped: OBS may hold a dozen of them. Run after a build.
import { join } from 'node:path'

const limitBytes = 90_000
const dist = join(import.meta.dir, '../apps/overlays/dist')

/** The scripts and style sheets that a page names, and so loads: what is loaded later, as the fonts, is not among them. */
async function loadedBytes(html: string): Promise<number> {
  const files = new Set([...html.matchAll(/(?:src|href)="\/overlay\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file = '']) => file))
  const sizes = [...files].map(async (file) => Bun.gzipSync(await Bun.file(join(dist, file)).bytes(), { level: 9 }).length)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

const pages = [...new Bun.Glob('*.html').scanSync(dist)].sort()
if (pages.length === 0) throw new Error('the overlays are not built: run "bun run build"')
const sizes = await Promise.all(
  pages.map(async (page) => ({ page, bytes: await loadedBytes(await Bun.file(join(dist, page)).text()) })),
)
for (const { page, bytes } of sizes) {
  console.log(`${bytes > limitBytes ? 'too large' : 'ok'}: ${page} loads ${(bytes / 1_000).toFixed(1)} kB`)
}
process.exit(sizes.every(({ bytes }) => bytes <= limitBytes) ? 0 : 1)
