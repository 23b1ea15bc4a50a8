// Text that is set before its font is there would change its width in full view; a font that never comes holds nothing up.
const waitMs = 5_000

/** Gives the document the graphic's fonts, and waits until they can be drawn with. Gives back how to take them away. */
export async function addFonts(sheet: CSSStyleSheet): Promise<() => void> {
  const known = new Set(document.fonts)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  const fresh = [...document.fonts].filter((font) => !known.has(font))
  const loads = Promise.allSettled(fresh.map((font) => font.load()))
  await Promise.race([loads, new Promise<void>((resolve) => setTimeout(resolve, waitMs))])
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
  }
}
