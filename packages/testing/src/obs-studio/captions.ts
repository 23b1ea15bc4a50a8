/** Bytes of `cc_data` that one SEI message can hold: 31 triplets and their head. */
const maxBytes = 3 + 31 * 3

/** Letters that CEA-608 has elsewhere than ASCII; those that the tests say. */
const basic: ReadonlyMap<number, string> = new Map([[0x5c, 'é']])
const special: ReadonlyMap<number, string> = new Map([[0x1138, 'à']])
/** They take the place of the letter before them. */
const extended: ReadonlyMap<number, string> = new Map([[0x1229, "'"]])

const endOfCaption = 0x142f

/**
 * The captions that a video carries: CEA-608 in ATSC A/53 user data (`GA94`), one text a caption, in the file's order. ffmpeg's own
 * decoder passes them over, since OBS writes the message behind the picture ("late SEI").
 */
export function captionsIn(video: Uint8Array): string[] {
  const bytes = Buffer.from(video)
  const captions: string[] = []
  let text = ''
  for (const pair of pairsIn(bytes)) {
    if (pair === endOfCaption) {
      if (text.trim() !== '') captions.push(text.replace(/ +/g, ' ').trim())
      text = ''
    } else text = read(text, pair)
  }
  return captions
}

function* pairsIn(bytes: Buffer): Generator<number> {
  for (let at = bytes.indexOf('GA94'); at >= 0; at = bytes.indexOf('GA94', at + 4)) {
    const data = withoutEscapes(bytes.subarray(at + 4, at + 4 + 2 * maxBytes))
    const count = (data[1] ?? 0) & 0x1f
    for (let index = 0; index < count; index += 1) {
      const [kind = 0, first = 0, second = 0] = data.slice(3 + 3 * index, 6 + 3 * index)
      // 0xfc: valid, of the first field. The eighth bit of each letter is its parity.
      if (kind === 0xfc) yield ((first & 0x7f) << 8) | (second & 0x7f)
    }
  }
}

/** H.264 puts a 3 between two zeros and a small number. */
function withoutEscapes(bytes: Uint8Array): number[] {
  const plain: number[] = []
  for (const byte of bytes) {
    if (byte === 3 && plain.at(-1) === 0 && plain.at(-2) === 0) continue
    plain.push(byte)
  }
  return plain
}

function read(text: string, pair: number): string {
  const first = pair >> 8
  const second = pair & 0x7f
  if (first >= 0x20) return text + letter(first) + (second >= 0x20 ? letter(second) : '')
  const replacing = extended.get(pair)
  if (replacing !== undefined) return text.slice(0, -1) + replacing
  // Another row begins.
  if (first >= 0x10 && second >= 0x40) return `${text} `
  return text + (special.get(pair) ?? '')
}

function letter(code: number): string {
  return basic.get(code) ?? String.fromCharCode(code)
}
