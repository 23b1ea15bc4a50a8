/** A selector of an element by its name, where it begins a selector, as the pages' own do. */
const typeSelector = (name: string) => new RegExp(`(^|[},;{]\\s*|\\*/\\s*)${name}(?=\\s*[,{[])`, 'g')

/**
 * A style sheet of a page as it holds in a shadow root: what it says of the document and its body it says of the elements `.page` and
 * `.body`, the screen is the graphic's own place, and a `rem`, which would be the renderer's, is the unit of `.page`.
 */
export function styleForShadow(css: string): string {
  const style = css
    .replaceAll(/:root(?![\w-])/g, '.page')
    .replaceAll(typeSelector('html'), '$1.page')
    .replaceAll(typeSelector('body'), '$1.body')
    .replaceAll(/(-?(?:\d+\.\d+|\.\d+|\d+))rem\b/g, 'calc($1*var(--rem))')
    .replaceAll(/(\d)v([wh])\b/g, '$1cq$2')
    // Where the size of the root's text is said, the unit is said with it.
    .replaceAll(/(\.page\s*\{[^{}]*?)font-size:\s*(calc\(var\(--unit\)[^;}]*|var\(--unit\))/g, '$1--rem:$2;font-size:$2')
  const left = /:root|(?:^|[},;{])(?:html|body)[,{[]|\d(?:rem|vw|vh|vmin|vmax)\b/.exec(style)?.[0]
  if (left !== undefined) throw new Error(`a style sheet says "${left}", which a graphic has not`)
  return style
}
