import { BodyReader, type BodyReading } from './body-reader.ts'
import { ByteBuffer } from './byte-buffer.ts'
import { countSpace, findFrame, readPrefix } from './prefix.ts'

export type BadFrameReason =
  | 'bad_prefix'
  | 'too_large'
  | 'not_json'
  | 'not_an_object'
  | 'too_many_bad_frames'
  /** The connection ended in the middle of a frame. */
  | 'truncated'

export type DecodedFrame =
  | { kind: 'message'; body: Record<string, unknown> }
  /** `closes`: the next frame cannot be told, so nothing more is read from this connection. */
  | { kind: 'bad'; reason: BadFrameReason; closes: boolean }

export type FrameLimits = {
  /** The longest announced length. In UTF-16 code units that is up to three times as many bytes. */
  maxFrameLength: number
  /** How far behind a fault the next frame is looked for. */
  resyncBytes: number
  /** Faults in a row, after which the sender is taken not to speak this protocol. */
  maxBadFrames: number
}

export const defaultFrameLimits: FrameLimits = { maxFrameLength: 1_048_576, resyncBytes: 65_536, maxBadFrames: 100 }

const sliceBytes = 65_536

/**
 * Decodes one connection's bytes: frames of an ASCII length, one space and a JSON object, concatenated, split and joined by TCP
 * anywhere. Buffers no more than one frame and a slice. After a frame that `closes` it takes nothing more.
 */
export class FrameDecoder {
  readonly #limits: FrameLimits
  readonly #buffer = new ByteBuffer()
  #body: BodyReader | undefined
  #badInARow = 0
  #closed = false

  constructor(limits: FrameLimits = defaultFrameLimits) {
    this.#limits = limits
  }

  /** What it holds in memory, in bytes. */
  get allocatedBytes(): number {
    return this.#buffer.capacity
  }

  push(chunk: Uint8Array): DecodedFrame[] {
    const frames: DecodedFrame[] = []
    for (let offset = 0; offset < chunk.length && !this.#closed; offset += sliceBytes) {
      this.#buffer.append(chunk.subarray(offset, offset + sliceBytes))
      while (!this.#closed && this.#step(frames)) {}
    }
    return frames
  }

  /** The connection has ended: says whether that was in the middle of a frame. */
  end(): DecodedFrame[] {
    const frames: DecodedFrame[] = []
    const inFrame = this.#body !== undefined || this.#buffer.length > 0
    if (inFrame && !this.#closed) this.#close('truncated', frames)
    return frames
  }

  /** Reads as far as one prefix or body; false when more bytes are needed. */
  #step(frames: DecodedFrame[]): boolean {
    if (this.#body !== undefined) return this.#settle(this.#body.read(), frames)
    this.#buffer.consume(countSpace(this.#buffer, 0, this.#buffer.length))
    const prefix = readPrefix(this.#buffer, 0, this.#limits.maxFrameLength)
    if (prefix.kind === 'partial') return false
    if (prefix.kind === 'bad') {
      this.#resync(prefix.reason, frames)
      return true
    }
    this.#buffer.consume(prefix.size)
    this.#body = new BodyReader(this.#buffer, prefix.length, this.#limits.maxFrameLength)
    return true
  }

  #settle(reading: BodyReading, frames: DecodedFrame[]): boolean {
    if (reading.kind === 'more') return false
    this.#body = undefined
    switch (reading.kind) {
      case 'object':
        this.#badInARow = 0
        this.#buffer.consume(reading.bytes)
        frames.push({ kind: 'message', body: reading.value })
        return true
      case 'not_an_object':
        this.#bad('not_an_object', reading.bytes, frames)
        return true
      case 'not_json': {
        const end = reading.ends.find((offset) => this.#mayBegin(offset))
        if (end === undefined) this.#resync('not_json', frames)
        else this.#bad('not_json', end, frames)
        return true
      }
    }
  }

  /** Whether what stands at the offset is a prefix, or may become one. */
  #mayBegin(offset: number): boolean {
    const start = offset + countSpace(this.#buffer, offset, 4)
    return readPrefix(this.#buffer, start, this.#limits.maxFrameLength).kind !== 'bad'
  }

  /** Goes on at the next thing in the buffer that looks like a frame; without one the connection is of no more use. */
  #resync(reason: BadFrameReason, frames: DecodedFrame[]): void {
    const { resyncBytes, maxFrameLength } = this.#limits
    const next = findFrame(this.#buffer, Math.min(this.#buffer.length, resyncBytes), maxFrameLength)
    if (next === undefined) this.#close(reason, frames)
    else this.#bad(reason, next, frames)
  }

  #bad(reason: BadFrameReason, bytes: number, frames: DecodedFrame[]): void {
    this.#badInARow += 1
    if (this.#badInARow > this.#limits.maxBadFrames) {
      this.#close('too_many_bad_frames', frames)
      return
    }
    this.#buffer.consume(bytes)
    frames.push({ kind: 'bad', reason, closes: false })
  }

  #close(reason: BadFrameReason, frames: DecodedFrame[]): void {
    this.#closed = true
    this.#body = undefined
    this.#buffer.clear()
    frames.push({ kind: 'bad', reason, closes: true })
  }
}
