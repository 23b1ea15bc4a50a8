import type { ByteBuffer } from './byte-buffer.ts'

/** A frame begins with its length: ASCII digits and one space. */
export type Prefix =
  | { kind: 'prefix'; length: number; size: number }
  /** Nothing wrong so far, but more bytes are needed. */
  | { kind: 'partial' }
  | { kind: 'bad'; reason: 'bad_prefix' | 'too_large' }

const maxDigits = 7
const space = 0x20
const openingBrace = 0x7b
const signs = new Set([0x2b, 0x2d, 0x2e])

export function readPrefix(buffer: ByteBuffer, offset: number, maxLength: number): Prefix {
  let length = 0
  let digits = 0
  for (; isDigit(buffer.at(offset + digits)); digits += 1) {
    if (digits === maxDigits) return { kind: 'bad', reason: 'bad_prefix' }
    length = length * 10 + buffer.at(offset + digits) - 0x30
  }
  const after = buffer.at(offset + digits)
  if (after === -1) return { kind: 'partial' }
  if (digits === 0 || after !== space) return { kind: 'bad', reason: 'bad_prefix' }
  if (length > maxLength) return { kind: 'bad', reason: 'too_large' }
  return { kind: 'prefix', length, size: digits + 1 }
}

/** Where, before `to`, something stands that looks like a frame: a fit length, a space and `{`. */
export function findFrame(buffer: ByteBuffer, to: number, maxLength: number): number | undefined {
  for (let offset = 0; offset < to; offset += 1) {
    if (!isDigit(buffer.at(offset))) continue
    let end = offset
    while (end < to && isDigit(buffer.at(end))) end += 1
    if (offset === 0 || !signs.has(buffer.at(offset - 1))) {
      const prefix = readPrefix(buffer, offset, maxLength)
      if (prefix.kind === 'prefix' && buffer.at(offset + prefix.size) === openingBrace) return offset
    }
    offset = end
  }
  return undefined
}

/** How many of the bytes from `offset` on, `most` at most, are white space. Some senders end a frame with a line break. */
export function countSpace(buffer: ByteBuffer, offset: number, most: number): number {
  let count = 0
  while (count < most && isSpace(buffer.at(offset + count))) count += 1
  return count
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

function isSpace(byte: number): boolean {
  return byte === space || byte === 0x0a || byte === 0x0d || byte === 0x09
}
