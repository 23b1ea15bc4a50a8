import { html, style, themes } from 'virtual:overlay'
import { defaultTheme } from '@landale/protocol'
import { Refusal } from './refusal.ts'

/** The element fills what the renderer puts it in, and what is in it is as large as that, not as the screen. */
const host = `
:host { all: initial; display: block; position: absolute; inset: 0; overflow: hidden; container-type: size; contain: layout paint; pointer-events: none }
`

/** Every `@font-face` of a style sheet, which a browser obeys in a document only. */
const fontFace = /@font-face\s*\{[^}]*\}/g

export type Drawn = {
  /** In the place of a document's root. */
  readonly root: HTMLElement
  /** The style sheet of its fonts, for the document. */
  readonly fonts: CSSStyleSheet
}

/** Puts the page's own HTML and style sheets into a shadow root, where they meet nobody else's; nothing of it is painted yet. */
export function drawPage(shadow: ShadowRoot, theme: string): Drawn {
  const look = theme === defaultTheme ? '' : themes[theme]
  if (look === undefined)
    throw new Refusal(400, `there is no theme "${theme}"; there are ${[defaultTheme, ...Object.keys(themes)].join(', ')}`)
  const root = document.createElement('div')
  root.className = 'page'
  root.dataset.cover = 'down'
  root.innerHTML = `<div class="body">${html}<div id="root"></div></div>`
  const sheets = [host, style, look].map((text) => sheetOf(text.replaceAll(fontFace, '')))
  shadow.adoptedStyleSheets = sheets
  shadow.replaceChildren(root)
  const faces = `${style}${look}`.match(fontFace)?.join('\n') ?? ''
  return { root, fonts: sheetOf(faces.replaceAll(/url\("font:([^"]+)"\)/g, (_, file: string) => `url("${besideModule(file)}")`)) }
}

/** Where time stands still nothing is a layer of its own: such a one is drawn as the browser happens to find it, by a hair now and then. */
export function stillLayers(): CSSStyleSheet {
  return sheetOf('* { will-change: auto !important }')
}

function besideModule(file: string): string {
  return new URL(file, import.meta.url).href
}

function sheetOf(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(text)
  return sheet
}
