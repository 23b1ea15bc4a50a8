import type { ByteBuffer } from './byte-buffer.ts'
import { countSpace, readPrefix } from './prefix.ts'

export type BodyReading =
  | { kind: 'more' }
  | { kind: 'object'; value: Record<string, unknown>; bytes: number }
  /** JSON, so its end is proven, but not an object. */
  | { kind: 'not_an_object'; bytes: number }
  /** `ends` is where the body may have ended, likeliest first. */
  | { kind: 'not_json'; ends: number[] }

type Parsed = { kind: 'object'; value: Record<string, unknown> } | { kind: 'not_an_object' } | undefined

/**
 * Reads the body at the front of the buffer, of an announced length. Both kinds of sender exist: one counts bytes, the other
 * UTF-16 code units, which take one to three bytes each. No whole JSON object is the beginning of a longer one, so parsing tells
 * them apart: the bytes are tried first, and where they do not parse, the units.
 */
export class BodyReader {
  readonly #buffer: ByteBuffer
  readonly #announced: number
  readonly #maxLength: number
  #bytesTried = false
  #nextTried = false
  #walkedBytes = 0
  #walkedUnits = 0

  constructor(buffer: ByteBuffer, announced: number, maxLength: number) {
    this.#buffer = buffer
    this.#announced = announced
    this.#maxLength = maxLength
  }

  /** Call it again when more has come; what it has walked over it does not walk over again. */
  read(): BodyReading {
    const announced = this.#announced
    if (this.#buffer.length < announced) return { kind: 'more' }
    if (!this.#bytesTried) {
      this.#bytesTried = true
      const parsed = this.#parse(0, announced)
      if (parsed !== undefined) return { ...parsed, bytes: announced }
    }
    const end = this.#walkUnits()
    if (end === 'more') return this.#nextFrameIsWhole() ? { kind: 'not_json', ends: [announced] } : { kind: 'more' }
    if (end === 'invalid' || end === announced) return { kind: 'not_json', ends: [announced] }
    const parsed = this.#parse(0, end)
    return parsed === undefined ? { kind: 'not_json', ends: [announced, end] } : { ...parsed, bytes: end }
  }

  /** The byte at which the announced number of UTF-16 code units ends. */
  #walkUnits(): number | 'more' | 'invalid' {
    while (this.#walkedUnits < this.#announced) {
      const lead = this.#buffer.at(this.#walkedBytes)
      if (lead === -1) return 'more'
      const size = sequenceSize(lead)
      if (size === 0) return 'invalid'
      for (let index = 1; index < size; index += 1) {
        const byte = this.#buffer.at(this.#walkedBytes + index)
        if (byte === -1) return 'more'
        if ((byte & 0xc0) !== 0x80) return 'invalid'
      }
      this.#walkedBytes += size
      this.#walkedUnits += size === 4 ? 2 : 1
    }
    return this.#walkedUnits === this.#announced ? this.#walkedBytes : 'invalid'
  }

  /**
   * Whether a whole frame stands right behind the announced number of bytes. That proves that this body is bytes and merely bad,
   * or it would wait for units that never come: inside a JSON body neither a number before `{` nor, in a string, an unescaped
   * quote can stand.
   */
  #nextFrameIsWhole(): boolean {
    if (this.#nextTried) return false
    const offset = this.#announced + countSpace(this.#buffer, this.#announced, 4)
    const prefix = readPrefix(this.#buffer, offset, this.#maxLength)
    if (prefix.kind === 'partial') return false
    const start = prefix.kind === 'prefix' ? offset + prefix.size : 0
    if (prefix.kind === 'prefix' && this.#buffer.length < start + prefix.length) return false
    this.#nextTried = true
    if (prefix.kind === 'bad') return false
    const parsed = this.#parse(start, start + prefix.length)
    return parsed?.kind === 'object' && Object.keys(parsed.value).length > 0
  }

  #parse(from: number, to: number): Parsed {
    try {
      const value: unknown = JSON.parse(utf8.decode(this.#buffer.view(from, to)))
      return isObject(value) ? { kind: 'object', value } : { kind: 'not_an_object' }
    } catch {
      return undefined
    }
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Bytes of a UTF-8 sequence by its first one; 0 where none begins so. */
function sequenceSize(lead: number): number {
  if (lead < 0x80) return 1
  if (lead < 0xc2) return 0
  if (lead < 0xe0) return 2
  if (lead < 0xf0) return 3
  return lead < 0xf5 ? 4 : 0
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
