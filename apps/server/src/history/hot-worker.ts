// A thread of its own: looking through a day of events takes a second, and the log has other things to do.
import { LogView } from '@landale/event-log'
import { answer, TooSlowError } from './hot-answer.ts'
import type { FromHotWorker, ToHotWorker } from './messages.ts'

declare const self: Worker

let view: LogView | undefined

self.onmessage = ({ data }: MessageEvent<ToHotWorker>) => {
  if ('folder' in data) {
    view = new LogView(data.folder)
    return
  }
  self.postMessage(reply(data))
}

function reply({ id, question, limitMs }: Extract<ToHotWorker, { id: number }>): FromHotWorker {
  try {
    if (view === undefined) throw new Error('the worker has no log yet')
    return { id, answer: answer(view, question, performance.now() + limitMs) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { id, error: error instanceof TooSlowError ? 'too_slow' : 'failed', message }
  }
}
