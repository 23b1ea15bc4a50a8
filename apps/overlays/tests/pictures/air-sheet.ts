import { join } from 'node:path'
import { temporaryFolder } from '@landale/testing/server'
import { air, encodePng, ffmpeg, grounds, noise } from './air.ts'
import { openCamera, type TestBrowser } from './camera.ts'
import { airedOf, type Picture, pathOf, themes } from './list.ts'
import { dataUrl, printSheet } from './sheet.ts'

const nothing = { r: 0, g: 0, b: 0, a: 0 }

/** An overlay on every ground and in every theme, as it is sent and as it is seen. */
export async function printAirSheet(chromium: TestBrowser, serverUrl: string, overlay: string): Promise<Buffer> {
  using folder = temporaryFolder()
  await Bun.write(join(folder.path, 'noise.png'), encodePng(noise()))
  const camera = await openCamera(chromium, nothing)
  const rows: string[] = []
  for (const [index, picture] of airedOf(overlay, themes[0] ?? '').entries()) {
    const columns = themes.map((theme) => airedOf(overlay, theme)[index] ?? picture)
    rows.push(`<section><h2>${picture.state.replaceAll('-', ' ')}</h2><div class="pictures">`)
    for (const column of columns) rows.push(await stack(folder.path, await camera.shoot(serverUrl + pathOf(column)), column))
    rows.push('</div></section>')
  }
  await camera.close()
  const css = `.pictures { flex-wrap: nowrap; gap: 3rem } .stack { display: grid; grid-template-columns: 640px 640px; gap: 0.5rem } h3 { font-size: 20px; font-weight: 560 }`
  const lead =
    'At 1080 lines as it is sent, and at 360 as it is seen after H.264 at 3 Mbit/s: on white, on black, on a game in motion.'
  const title = overlay.replaceAll('-', ' ')
  const sheet = await printSheet(chromium, { css, body: `<header><h1>${title}</h1><p>${lead}</p></header>${rows.join('')}` })
  return await fewerColours(folder.path, sheet)
}

async function stack(folder: string, overlay: Buffer, { theme }: Picture): Promise<string> {
  const cells: string[] = [`<h3>${theme}, as it is sent</h3><h3>as it is seen</h3>`]
  for (const ground of grounds) {
    const { sent, seen } = await air(folder, overlay, ground)
    cells.push(`<img src="${dataUrl(sent)}">`, `<img src="${dataUrl(seen)}">`)
  }
  return `<div class="stack">${cells.join('')}</div>`
}

/** Noise in full colour takes megabytes. */
async function fewerColours(folder: string, png: Buffer): Promise<Buffer> {
  const path = (name: string) => join(folder, name)
  await Bun.write(path('sheet.png'), png)
  const palette = 'split[a][b];[a]palettegen=max_colors=256:stats_mode=full[p];[b][p]paletteuse=dither=none'
  await ffmpeg('-i', path('sheet.png'), '-filter_complex', palette, path('small.png'))
  return Buffer.from(await Bun.file(path('small.png')).arrayBuffer())
}
