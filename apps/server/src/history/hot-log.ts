import { QueryTimeoutError } from '@landale/database'
import { BacklogFullError } from '@landale/event-log'
import { AskedQuestions } from '@/worker/asked.ts'
import type { FromHotWorker, HotAnswers, HotKind, QuestionOf, ToHotWorker } from './messages.ts'

export type HotLogOptions = { folder: string; timeoutMs: number; maxQueries: number; onRefused: () => void }

/** Asks the hot log what the archive does not have yet, on another thread, which is started with the first question. */
export class HotLog implements Disposable {
  readonly #options: HotLogOptions
  readonly #asked = new AskedQuestions()
  #worker: Worker | undefined

  constructor(options: HotLogOptions) {
    this.#options = options
  }

  /** Rejects with QueryTimeoutError, or BacklogFullError where too many ask at once. */
  async ask<Kind extends HotKind>(question: QuestionOf<Kind>): Promise<HotAnswers[Kind]> {
    const { timeoutMs, maxQueries, onRefused } = this.#options
    if (this.#asked.count >= maxQueries) {
      onRefused()
      throw new BacklogFullError(`${maxQueries} questions to the log are under way`)
    }
    this.#worker ??= this.#start()
    const worker = this.#worker
    const answer = await this.#asked.ask((id) => worker.postMessage({ id, question, limitMs: timeoutMs } satisfies ToHotWorker))
    return answer as HotAnswers[Kind]
  }

  #start(): Worker {
    const worker = new Worker(new URL('./hot-worker.ts', import.meta.url).href, { smol: true })
    worker.onmessage = ({ data }: MessageEvent<FromHotWorker>) => {
      if ('answer' in data) this.#asked.answer(data.id, data.answer)
      else this.#asked.refuse(data.id, data.error === 'too_slow' ? new QueryTimeoutError(data.message) : new Error(data.message))
    }
    worker.onerror = (event) => {
      event.preventDefault()
      worker.terminate()
      this.#worker = undefined
      this.#asked.refuseAll(new Error(`the log's reader failed: ${event.message}`))
    }
    worker.postMessage({ folder: this.#options.folder } satisfies ToHotWorker)
    worker.unref()
    return worker
  }

  [Symbol.dispose](): void {
    this.#worker?.terminate()
  }
}
