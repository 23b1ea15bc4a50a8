import { join } from 'node:path'
import { themeNames } from '@landale/theme'
import { styleForShadow } from '@/ograf/styles.ts'

/** What a graphic has of its overlay's page: what is in its body beside the root, and its style sheets. */
export type PageParts = { readonly html: string; readonly style: string }

/** Reads the built page of an overlay. */
export async function pageOf(dist: string, name: string): Promise<PageParts> {
  const page = await Bun.file(join(dist, `${name}.html`)).text()
  const links = [...page.matchAll(/<link\b[^>]*\brel="stylesheet"[^>]*\bhref="\/overlay\/([^"]+)"/g)].map(([, file = '']) => file)
  const inline = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text = '']) =>
    text.replaceAll(/\/\*[\s\S]*?\*\//g, ''),
  )
  const files = await Promise.all(links.map((file) => Bun.file(join(dist, file)).text()))
  if (files.length === 0) throw new Error(`the page of ${name} has no style sheet`)
  const body = /<body[^>]*>([\s\S]*?)<\/body>/.exec(page)?.[1] ?? ''
  const html = body
    .replaceAll(/<script\b[\s\S]*?<\/script>/g, '')
    .replace(/<div id="root"[^>]*><\/div>/, '')
    .trim()
  return { html, style: styleOf([...inline, ...files].join('\n')) }
}

/** The themes but the default's, which is in every page. */
export async function themesOf(dist: string): Promise<Record<string, string>> {
  const read = async (name: string) => [name, styleOf(await Bun.file(join(dist, 'themes', `${name}.css`)).text())] as const
  return Object.fromEntries(await Promise.all(themeNames.slice(1).map(read)))
}

/** Fonts lie beside the module, wherever that is: `url(font:…)` is resolved as it is loaded. */
function styleOf(css: string): string {
  return styleForShadow(css.replaceAll(/url\((["']?)\/overlay\/assets\/([^)"']+)\1\)/g, 'url("font:$2")'))
}
