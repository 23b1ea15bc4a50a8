import { captionText } from './letters.ts'

const columns = 32
const rows = 2
/** What OBS takes of a caption; the rest it cuts off. */
export const maxCaptionBytes = 128

const utf8 = new TextEncoder()

/**
 * Cuts text into captions of at most two rows of 32 columns and 128 bytes. Rows are not marked: OBS wraps at words by the same
 * rule, greedily, so that what fits here fits there.
 */
export function captionsOf(text: string): string[] {
  const captions: string[] = []
  let caption: string[] = []
  for (const row of rowsOf(captionText(text))) {
    const isFull = caption.length === rows || bytesOf([...caption, row].join(' ')) > maxCaptionBytes
    if (isFull && caption.length > 0) {
      captions.push(caption.join(' '))
      caption = []
    }
    caption.push(row)
  }
  return caption.length === 0 ? captions : [...captions, caption.join(' ')]
}

/** Words in rows of 32 columns; a longer word is cut. */
function rowsOf(text: string): string[] {
  const found: string[] = []
  let row = ''
  for (const word of text.split(' ').flatMap(pieces)) {
    const longer = row === '' ? word : `${row} ${word}`
    if (longer.length <= columns) {
      row = longer
      continue
    }
    found.push(row)
    row = word
  }
  return row === '' ? found : [...found, row]
}

// Every letter of the repertoire is one UTF-16 unit, so that a slice never cuts one.
function pieces(word: string): string[] {
  const cut: string[] = []
  for (let from = 0; from < word.length; from += columns) cut.push(word.slice(from, from + columns))
  return cut
}

function bytesOf(text: string): number {
  return utf8.encode(text).byteLength
}
