import { resolve } from 'node:path'
import type { TestBrowser } from '@landale/testing/browser'
import { placeOf } from './baseline.ts'
import { fileOf, overlays, type Picture, picturesOf, themes } from './list.ts'
import { dataUrl, printSheet } from './sheet.ts'

const columns = 10
const width = 288
const scale = width / 1_920

/** Every overlay in every state and theme, from the baselines. */
export async function printContactSheet(chromium: TestBrowser): Promise<Buffer> {
  const sections = await Promise.all(overlays.map(section))
  // An overlay with few states stands beside another.
  const css = `
    main { display: grid; grid-template-columns: repeat(${columns}, ${width}px); grid-auto-flow: dense; gap: 1rem }
    section { display: block; padding-block: 1rem 2rem }
    h2 { padding-block-end: 1.5rem }
    .frame { position: relative; inline-size: ${width}px; block-size: ${1_080 * scale}px; overflow: hidden; background: rgb(120 120 120) }
    .frame img { position: absolute; transform: scale(${scale}); transform-origin: 0 0 }`
  const lead = `Each state at its frozen moment, in ${themes.join(' above, in ')} below. What is not the overlay’s is grey.`
  return await printSheet(chromium, {
    css,
    body: `<header><h1>Overlays</h1><p>${lead}</p></header><main>${sections.join('')}</main>`,
  })
}

async function section(overlay: string): Promise<string> {
  const states = picturesOf(overlay, themes[0] ?? '').filter(({ text }) => text === 'short')
  const figures = await Promise.all(states.map(figure))
  const span = Math.min(columns, figures.length)
  return `<section style="grid-column: span ${span}"><h2>${overlay.replaceAll('-', ' ')}</h2><div class="pictures">${figures.join('')}</div></section>`
}

async function figure(picture: Picture): Promise<string> {
  const frames = await Promise.all(themes.map((theme) => frame({ ...picture, theme })))
  const caption = `${picture.state.replaceAll('-', ' ')} <span>${picture.cue}, ${picture.atMs.toLocaleString('en-US')} ms</span>`
  return `<figure><figcaption>${caption}</figcaption>${frames.join('')}</figure>`
}

async function frame(picture: Picture): Promise<string> {
  const png = Buffer.from(await Bun.file(resolve(import.meta.dir, '../baselines', fileOf(picture))).arrayBuffer())
  const { left, top } = placeOf(png)
  return `<div class="frame"><img src="${dataUrl(png)}" style="left: ${left * scale}px; top: ${top * scale}px"></div>`
}
