import { QueryTimeoutError } from '@landale/database'
import { BacklogFullError } from '@landale/event-log'
import type { FromHotWorker, HotAnswers, HotKind, QuestionOf, ToHotWorker } from './messages.ts'

export type HotLogOptions = { folder: string; timeoutMs: number; maxQueries: number; onRefused: () => void }

type Asked = { resolve: (answer: unknown) => void; reject: (error: Error) => void }

/** Asks the hot log what the archive does not have yet, on another thread, which is started with the first question. */
export class HotLog implements Disposable {
  readonly #options: HotLogOptions
  readonly #asked = new Map<number, Asked>()
  #worker: Worker | undefined
  #lastId = 0

  constructor(options: HotLogOptions) {
    this.#options = options
  }

  /** Rejects with QueryTimeoutError, or BacklogFullError where too many ask at once. */
  ask<Kind extends HotKind>(question: QuestionOf<Kind>): Promise<HotAnswers[Kind]> {
    const { timeoutMs, maxQueries, onRefused } = this.#options
    if (this.#asked.size >= maxQueries) {
      onRefused()
      return Promise.reject(new BacklogFullError(`${maxQueries} questions to the log are under way`))
    }
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    this.#lastId += 1
    this.#asked.set(this.#lastId, { resolve, reject })
    this.#send({ id: this.#lastId, question, limitMs: timeoutMs })
    return promise as Promise<HotAnswers[Kind]>
  }

  #send(message: ToHotWorker): void {
    this.#worker ??= this.#start()
    this.#worker.postMessage(message)
  }

  #start(): Worker {
    const worker = new Worker(new URL('./hot-worker.ts', import.meta.url).href, { smol: true })
    worker.onmessage = ({ data }: MessageEvent<FromHotWorker>) => {
      const asked = this.#asked.get(data.id)
      this.#asked.delete(data.id)
      if ('answer' in data) asked?.resolve(data.answer)
      else asked?.reject(data.error === 'too_slow' ? new QueryTimeoutError(data.message) : new Error(data.message))
    }
    worker.onerror = ({ message }) => {
      worker.terminate()
      this.#worker = undefined
      for (const { reject } of this.#asked.values()) reject(new Error(message))
      this.#asked.clear()
    }
    worker.postMessage({ folder: this.#options.folder } satisfies ToHotWorker)
    worker.unref()
    return worker
  }

  [Symbol.dispose](): void {
    this.#worker?.terminate()
  }
}
