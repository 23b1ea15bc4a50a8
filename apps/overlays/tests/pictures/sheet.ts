import { readFileSync } from 'node:fs'
import type { TestBrowser } from '@landale/testing/browser'

const theme = new URL('../../../../packages/theme/src/iron.css', import.meta.url)
const font = new URL(import.meta.resolve('@fontsource-variable/archivo/files/archivo-latin-wdth-normal.woff2', theme.href))

export const dataUrl = (png: Buffer) => `data:image/png;base64,${png.toString('base64')}`

/** The head of every sheet: the surface, the letter and the one accent of the default theme. */
const head = () => `<!doctype html><meta charset="utf-8"><style>
@font-face { font-family: "Archivo Variable"; font-weight: 100 900; font-stretch: 62% 125%;
  src: url("data:font/woff2;base64,${readFileSync(font).toString('base64')}") }
${readFileSync(theme, 'utf8').replace(/@import[^;]+;/g, '')}
* { box-sizing: border-box; margin: 0 }
html { font-size: 12px }
body { inline-size: fit-content; padding: 4rem; background: var(--surface); color: var(--ink); font: 560 20px/1.2 var(--font); font-stretch: 92% }
header { display: grid; grid-template-columns: 1fr auto; align-items: end; margin-block-end: 4rem; border-block-end: 1rem solid var(--accent); padding-block-end: 2rem }
h1 { font-size: 96px; font-weight: 820; font-stretch: 118%; line-height: 0.8; text-transform: capitalize }
header p { max-inline-size: 60rem; color: var(--quiet); text-align: end }
section { display: grid; grid-template-columns: 18rem 1fr; border-block-start: 2px solid var(--mark); padding-block: 2rem }
h2 { font-size: 36px; font-weight: 780; font-stretch: 112%; text-transform: capitalize }
.pictures { display: flex; flex-wrap: wrap; gap: 2rem 1rem }
figure { display: grid; gap: 2px }
figcaption { padding-block-end: 0.5rem; font-size: 18px }
figcaption span { color: var(--quiet) }
img { display: block }
`

/** Draws a sheet, and takes its picture. */
export async function printSheet(chromium: TestBrowser, { css, body }: { css: string; body: string }): Promise<Buffer> {
  const { page } = await chromium.open('about:blank', { viewport: { width: 3_200, height: 1_000 } })
  await page.setContent(`${head()}${css}</style>${body}`)
  await page.evaluate('document.fonts.ready')
  const png = await page.locator('body').screenshot()
  await page.context().close()
  return png
}
