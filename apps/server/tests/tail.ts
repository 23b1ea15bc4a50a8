import type { Event } from '@landale/protocol'
import { keys, type TestServer } from './fixture.ts'

/** A reader of a session's tail: its frames as they come, parsed. */
export async function tail(
  server: Pick<TestServer, 'url'>,
  session: string,
  query: Record<string, string> = {},
): Promise<
  Disposable & {
    frames: unknown[]
    events(): Event[]
    until(done: () => boolean): Promise<void>
    closed: Promise<{ code: number }>
  }
> {
  const parameters = new URLSearchParams({ ...query, key: keys.overlay })
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/v1/sessions/${session}/tail?${parameters}`)
  const frames: unknown[] = []
  let wake = Promise.withResolvers<void>()
  const closed = Promise.withResolvers<{ code: number }>()
  socket.onmessage = ({ data }) => {
    frames.push(JSON.parse(String(data)))
    wake.resolve()
    wake = Promise.withResolvers()
  }
  socket.onclose = ({ code }) => closed.resolve({ code })
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve()
    socket.onerror = () => reject(new Error('the tail was refused'))
  })
  return {
    frames,
    events: () => frames.flat() as Event[],
    async until(done) {
      while (!done()) await wake.promise
    },
    closed: closed.promise,
    [Symbol.dispose]: () => socket.close(),
  }
}
