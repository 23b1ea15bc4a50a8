// Builds every overlay as an OGraf graphic into dist/ograf, a folder that may be given to a renderer as it is. Run after the pages are
// built: their style sheets and fonts are the graphics' too.
import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type OverlayName, overlayNames } from '@landale/protocol'
import { manifestOf } from '@/ograf/manifest.ts'
import { buildElement, buildPart } from './graphics/modules.ts'
import { pageOf, themesOf } from './graphics/pages.ts'

const dist = join(import.meta.dir, '../dist')
const folder = join(dist, 'ograf')
const { build }: { build: string } = await Bun.file(join(dist, 'build.json')).json()

/** The parts are loaded under a name that says what is in them, so that they may be kept for good. */
async function writeModule(name: string, code: string): Promise<string> {
  const file = `assets/${name}-${Bun.hash(code).toString(36)}.js`
  await Bun.write(join(folder, file), code)
  return file
}

async function writeGraphic(
  name: OverlayName,
  themes: Readonly<Record<string, string>>,
  element: Promise<string>,
): Promise<void> {
  const part = await writeModule(name, await buildPart(name, { ...(await pageOf(dist, name)), themes }))
  await Promise.all([
    Bun.write(
      join(folder, `${name}.js`),
      `import { graphicOf } from './${await element}'\nexport default graphicOf(new URL('./${part}', import.meta.url).href)\n`,
    ),
    Bun.write(join(folder, `${name}.ograf.json`), `${JSON.stringify(manifestOf(name, build), null, 2)}\n`),
  ])
}

await rm(folder, { recursive: true, force: true })
await mkdir(join(folder, 'assets'), { recursive: true })
const names = overlayNames.filter((name) => Bun.file(join(dist, `${name}.html`)).size > 0)
const themes = await themesOf(dist)
const element = buildElement().then((code) => writeModule('graphic', code))
await Promise.all([
  ...names.map((name) => writeGraphic(name, themes, element)),
  ...[...new Bun.Glob('*.woff2').scanSync(join(dist, 'assets'))].map((file) =>
    cp(join(dist, 'assets', file), join(folder, 'assets', file)),
  ),
])
console.log(`${names.length} graphics in dist/ograf`)
