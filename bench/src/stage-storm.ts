// A worker: chat into a server at a steady pace until it is ended. On a thread of its own, so that it holds up nobody's stopwatch.
import { chat, listOf } from './events.ts'
import { append } from './landale.ts'
import { pace } from './pace.ts'

export type Storm = { url: string; perSecond: number; perRequest: number }

declare const self: Worker

/** Longer than any round. */
const maxSeconds = 3_600

self.addEventListener('message', ({ data }: MessageEvent<Storm>) => {
  const { url, perSecond, perRequest } = data
  let said = 0
  void pace({ perSecond: perSecond / perRequest, count: (perSecond / perRequest) * maxSeconds }, async () => {
    const first = said
    said += perRequest
    await append(
      { url },
      listOf(perRequest, (index) => chat(first + index)),
    )
  })
})
