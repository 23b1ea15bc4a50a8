// `bun scripts/pictures.ts [overlay …]`: prints the sheets of the overlays, for looking at: docs/design/overlays.png from the baselines,
// and docs/design/air/<overlay>.png through ffmpeg. The pages have to be built.
import { join } from 'node:path'
import { printAirSheet } from '../apps/overlays/tests/pictures/air-sheet.ts'
import { openBrowser } from '../apps/overlays/tests/pictures/camera.ts'
import { printContactSheet } from '../apps/overlays/tests/pictures/contact-sheet.ts'
import { overlays } from '../apps/overlays/tests/pictures/list.ts'
import { serverProcess } from '../packages/testing/src/server.ts'
import { chromiumPath, ensureFonts } from './browser.ts'

const design = join(import.meta.dir, '../docs/design')
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !overlays.includes(name))
if (unknown.length > 0) throw new Error(`no overlay is called ${unknown.join(', ')}; there are ${overlays.join(', ')}`)

process.env.LANDALE_CHROMIUM = await chromiumPath()
if (!(await ensureFonts())) console.log('The fonts of the committed sheets are not here: these will look otherwise.')
await using chromium = await openBrowser()
await using server = await serverProcess()

async function print(name: string, sheet: Promise<Buffer>): Promise<void> {
  const png = await sheet
  await Bun.write(join(design, name), png)
  console.log(`docs/design/${name}: ${Math.round(png.length / 1_024).toLocaleString('en-US')} KiB`)
}

await print('overlays.png', printContactSheet(chromium))
for (const overlay of asked.length === 0 ? overlays : asked)
  await print(`air/${overlay}.png`, printAirSheet(chromium, server.url, overlay))
