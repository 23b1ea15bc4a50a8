// PostgreSQL quotes whole statements in its log; one of them must not become memory without end.
const maxLineLength = 4_096
const keptLines = 20

/** Cuts what a process writes into lines, hands each to `onLine`, and keeps the last of them. */
export class LogLines {
  readonly #kept: string[] = []
  readonly #onLine: (line: string) => void

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine
  }

  get last(): string {
    return this.#kept.join('\n')
  }

  async read(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder()
    let rest = ''
    for await (const chunk of stream) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = (lines.pop() ?? '').slice(0, maxLineLength)
      for (const line of lines) this.#take(line)
    }
    if (rest !== '') this.#take(rest)
  }

  #take(line: string): void {
    const short = line.slice(0, maxLineLength)
    this.#kept.push(short)
    if (this.#kept.length > keptLines) this.#kept.shift()
    this.#onLine(short)
  }
}
