const initialBytes = 4_096

/**
 * Bytes that came and are not read yet. Reading only moves a mark; what remains is moved when the room behind it runs out, and
 * the room doubles, so that a chunk of one byte costs the same as a byte of a long chunk.
 */
export class ByteBuffer {
  #bytes = new Uint8Array(initialBytes)
  #start = 0
  #end = 0

  get length(): number {
    return this.#end - this.#start
  }

  get capacity(): number {
    return this.#bytes.length
  }

  /** The byte at `offset` from the first unread one, or -1 where there is none yet. */
  at(offset: number): number {
    const index = this.#start + offset
    return index < this.#end ? (this.#bytes[index] ?? -1) : -1
  }

  /** A view that is good until the next `append`. */
  view(from: number, to: number): Uint8Array {
    return this.#bytes.subarray(this.#start + from, Math.min(this.#start + to, this.#end))
  }

  append(chunk: Uint8Array): void {
    if (this.#end + chunk.length > this.#bytes.length) this.#makeRoom(chunk.length)
    this.#bytes.set(chunk, this.#end)
    this.#end += chunk.length
  }

  consume(count: number): void {
    this.#start = Math.min(this.#start + count, this.#end)
    if (this.#start === this.#end) this.clear()
  }

  /** Forgets everything and gives back what one large frame made it take. */
  clear(): void {
    this.#start = 0
    this.#end = 0
    if (this.#bytes.length > initialBytes * 16) this.#bytes = new Uint8Array(initialBytes)
  }

  #makeRoom(more: number): void {
    const needed = this.length + more
    let capacity = this.#bytes.length
    // Half of it free after the move, or moving would happen again with the next byte.
    while (capacity < needed * 2) capacity *= 2
    const unread = this.view(0, this.length)
    const target = capacity === this.#bytes.length ? this.#bytes : new Uint8Array(capacity)
    target.set(unread, 0)
    this.#end = unread.length
    this.#start = 0
    this.#bytes = target
  }
}
