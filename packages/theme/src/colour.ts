/** OKLCH: lightness 0 to 1, chroma, hue in degrees. */
export type Colour = { readonly lightness: number; readonly chroma: number; readonly hue: number }

/** A colour as themes write it, `oklch(L C H)` or `#rrggbb`; undefined for anything else. */
export function parseColour(text: string): Colour | undefined {
  const [, lightness, percent, chroma, hue] =
    /^oklch\(\s*([\d.]+)(%?)\s+([\d.]+)\s+([\d.]+)(?:deg)?\s*\)$/.exec(text.trim()) ?? []
  if (lightness === undefined) return fromHex(text.trim())
  return { lightness: Number(lightness) / (percent === '%' ? 100 : 1), chroma: Number(chroma), hue: Number(hue) }
}

/** WCAG's contrast of two colours, 1 to 21. */
export function contrast(colour: Colour, other: Colour): number {
  const [one, two] = [luminance(colour), luminance(other)]
  return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05)
}

/** `#rrggbb`, by the matrices of https://bottosson.github.io/posts/oklab/. */
export function fromHex(hex: string): Colour | undefined {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)
  if (digits === null) return undefined
  const [red = 0, green = 0, blue = 0] = digits.slice(1).map((pair) => linear(Number.parseInt(pair, 16) / 255))
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
  return { lightness, chroma: Math.hypot(a, b), hue: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360 }
}

/** Paler, by as much as the screen's gamut asks; lightness and hue stay. */
export function inGamut(colour: Colour): Colour {
  const fits = (chroma: number) => toRgb({ ...colour, chroma }).every((channel) => channel >= -1e-4 && channel <= 1.0001)
  if (fits(colour.chroma)) return colour
  let [within, beyond] = [0, colour.chroma]
  for (let step = 0; step < 16; step += 1) {
    const middle = (within + beyond) / 2
    if (fits(middle)) within = middle
    else beyond = middle
  }
  return { ...colour, chroma: within }
}

/** Linear sRGB, whose channels are within 0 and 1 where the colour is in gamut. */
function toRgb({ lightness, chroma, hue }: Colour): [red: number, green: number, blue: number] {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

function luminance(colour: Colour): number {
  const [red, green, blue] = toRgb(colour)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}
