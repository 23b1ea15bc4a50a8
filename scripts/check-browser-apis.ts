// Holds the overlays against the browser that OBS embeds: whatever they use that came later fails, in what is built and in the source.
// The syntax is the build's own target, and so are the older names of what is newer in styles. What is not seen: attributes of HTML,
// names put together at run time, and members that scripts have one of the same name of.
import { join, relative } from 'node:path'
import { type Exception, findNewer, obsChromium } from './browser-apis/check.ts'

/** Each is asked for at run time before it is used, or is a name that means something else there. */
const exceptions: readonly Exception[] = [
  { file: 'assets/frame-', name: '.radius', why: 'an option of GSAP’s own: how far a snap reaches' },
  { file: 'ograf/assets/', name: '.radius', why: 'the same; each graphic has a GSAP of its own' },
]

const root = join(import.meta.dir, '..')
const patterns = ['apps/overlays/dist/assets/*.{js,css}', 'apps/overlays/dist/ograf/**/*.js', 'apps/overlays/src/**/*.{ts,tsx}']
const paths = patterns
  .flatMap((pattern) => [...new Bun.Glob(pattern).scanSync(root)])
  .filter((path) => !/\.(test|fixture)\./.test(path))
if (!paths.some((path) => path.includes('/dist/'))) throw new Error('the overlays are not built: bun run build')
const files = await Promise.all(
  paths.toSorted().map(async (path) => ({ path: relative('.', path), text: await Bun.file(join(root, path)).text() })),
)
const findings = findNewer(files, exceptions)
for (const { file, name, since } of findings) {
  const first = since === Number.POSITIVE_INFINITY ? 'no Chromium has it yet' : `Chromium ${since}`
  console.error(`${file}: ${name} is newer than Chromium ${obsChromium}: ${first}`)
}
process.exit(findings.length > 0 ? 1 : 0)
