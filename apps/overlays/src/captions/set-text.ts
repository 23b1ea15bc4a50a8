import { rowsOf, type Setting } from './rows.ts'

// Glyphs side by side are not exactly as wide as their measure: what is called full leaves a hair.
const full = 0.985

/** Breaks texts by the widths they will have in an element, in its font. */
export function createTextSetter(element: () => HTMLElement): (text: string) => readonly string[] {
  const canvas = document.createElement('canvas').getContext('2d')
  return (text) => rowsOf(text, settingOf(element(), canvas))
}

function settingOf(element: HTMLElement, canvas: CanvasRenderingContext2D | null): Setting {
  if (canvas === null) throw new Error('this browser measures no text')
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(element)
  canvas.font = `${fontWeight} ${fontSize} ${fontFamily}`
  const size = Number.parseFloat(fontSize)
  // The room at each side is that of the rows: 2.5 units at 4.25 a letter's height.
  const widest = (element.clientWidth - 2 * size * (2.5 / 4.25)) * full
  return { widthOf: (text) => canvas.measureText(text).width, widest }
}
