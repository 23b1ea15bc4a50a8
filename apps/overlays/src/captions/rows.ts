export type Setting = {
  /** The width of a text as it will be set, in the unit of `widest`. */
  readonly widthOf: (text: string) => number
  readonly widest: number
}

/** A piece of text that is not broken, and whether a space stands before it. */
type Unit = { readonly text: string; readonly isSpaced: boolean }

// Scripts that put no spaces between words.
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const opening = /^[\p{Ps}\p{Pi}]+$/u
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

// Halvings of the width that rows are made even by; the sixth is less than a letter.
const evenings = 6

/** Breaks a text into rows of whole words, about as long as each other. Only a word wider than a row is broken, between letters. */
export function rowsOf(text: string, setting: Setting): readonly string[] {
  const units = unitsOf(text)
  const rows = fill(units, setting)
  if (rows.length < 2) return rows
  let even = rows
  let [tooNarrow, enough] = [0, setting.widest]
  for (let step = 0; step < evenings; step += 1) {
    const widest = (tooNarrow + enough) / 2
    const narrower = fill(units, { ...setting, widest })
    if (narrower.length > rows.length) tooNarrow = widest
    else [even, enough] = [narrower, widest]
  }
  return even
}

/** Which way a text is read, by its first letter, as the Unicode bidirectional algorithm has it. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  return rightToLeft.test(text.match(/\p{L}/u)?.[0] ?? '') ? 'rtl' : 'ltr'
}

function fill(units: readonly Unit[], { widthOf, widest }: Setting): readonly string[] {
  const rows: string[] = []
  let row = ''
  for (const unit of units) {
    const longer = row === '' ? unit.text : `${row}${unit.isSpaced ? ' ' : ''}${unit.text}`
    if (widthOf(longer) <= widest) {
      row = longer
      continue
    }
    if (row !== '') rows.push(row)
    row = ''
    for (const letter of widthOf(unit.text) <= widest ? [unit.text] : lettersOf(unit.text)) {
      if (row !== '' && widthOf(row + letter) > widest) {
        rows.push(row)
        row = ''
      }
      row += letter
    }
  }
  return row === '' ? rows : [...rows, row]
}

function unitsOf(text: string): readonly Unit[] {
  return text
    .split(/\s+/u)
    .filter((word) => word !== '')
    .flatMap((word) =>
      (unspaced.test(word) ? piecesOf(word) : [word]).map((piece, index) => ({ text: piece, isSpaced: index === 0 })),
    )
}

/** The words of what is written without spaces, with their punctuation: no row begins with a full stop, or ends with an open bracket. */
function piecesOf(word: string): readonly string[] {
  const pieces: string[] = []
  let ahead = ''
  for (const { segment, isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(word)) {
    if (opening.test(segment)) ahead += segment
    else if (isWordLike || ahead !== '' || pieces.length === 0) {
      pieces.push(ahead + segment)
      ahead = ''
    } else pieces.push(`${pieces.pop() ?? ''}${segment}`)
  }
  return ahead === '' ? pieces : [...pieces, ahead]
}

function lettersOf(text: string): readonly string[] {
  return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment)
}
