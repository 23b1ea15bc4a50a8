type Asked = { resolve: (answer: unknown) => void; reject: (error: Error) => void }

/** Questions that are under way on another thread, by the number they were sent with. */
export class AskedQuestions {
  readonly #asked = new Map<number, Asked>()
  #lastId = 0

  get count(): number {
    return this.#asked.size
  }

  /** Sends a question with its number, and settles with its answer; it is forgotten after that. */
  async ask(send: (id: number) => void): Promise<unknown> {
    this.#lastId += 1
    const id = this.#lastId
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    this.#asked.set(id, { resolve, reject })
    try {
      send(id)
      return await promise
    } finally {
      this.#asked.delete(id)
    }
  }

  answer(id: number, answer: unknown): void {
    this.#asked.get(id)?.resolve(answer)
  }

  refuse(id: number, error: Error): void {
    this.#asked.get(id)?.reject(error)
  }

  /** The thread that would have answered is gone. */
  refuseAll(error: Error): void {
    for (const { reject } of this.#asked.values()) reject(error)
  }
}
