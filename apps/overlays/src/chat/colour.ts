import { type Colour, contrast, fromHex, inGamut } from '@landale/theme'

/** More than the 4.5 that WCAG asks of text: a video encoder takes its share. */
const leastContrast = 7
/** Below the accent's: a name is never mistaken for news, and does not smear where chroma is stored at half resolution. */
const mostChroma = 0.12
/** Whoever has chosen no colour has one of these: as quiet as what is beside it, and their own hue. */
const unchosen = { lightness: 0.8, chroma: 0.07 }

/**
 * The colour a name is set in on a surface: the viewer's own hue, lighter or darker where it could not be read. `hex` is `#rrggbb`;
 * null, or anything else, gives a hue that belongs to the actor. A CSS colour.
 */
export function nameColour(hex: string | null, actor: string, surface: Colour): string {
  const chosen = hex === null ? undefined : fromHex(hex)
  return css(readable(chosen ?? { ...unchosen, hue: hueOf(actor) }, surface))
}

/** The same hue, no farther from its own lightness than it takes to be read on the surface. */
export function readable(colour: Colour, surface: Colour): Colour {
  const calm = inGamut({ ...colour, chroma: Math.min(colour.chroma, mostChroma) })
  const at = (lightness: number) => inGamut({ ...calm, lightness })
  const isRead = (lightness: number) => contrast(at(lightness), surface) >= leastContrast
  if (isRead(calm.lightness)) return calm
  // To the end of the scale that is farther from the surface; of two lightnesses the one between is tried.
  const end = contrast(at(1), surface) > contrast(at(0), surface) ? 1 : 0
  let [unread, read] = [calm.lightness, end]
  for (let step = 0; step < 16; step += 1) {
    const middle = (unread + read) / 2
    if (isRead(middle)) read = middle
    else unread = middle
  }
  return at(read)
}

function hueOf(text: string): number {
  let sum = 7
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9_973
  return (sum * 137.5) % 360
}

function css({ lightness, chroma, hue }: Colour): string {
  return `oklch(${lightness.toFixed(4)} ${chroma.toFixed(4)} ${hue.toFixed(2)})`
}
