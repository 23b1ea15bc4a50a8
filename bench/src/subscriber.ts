import { keys } from './landale.ts'

export type Subscriber = { close(): void }

export type EventsFrame = { prev: number; events: { position: number; payload: Record<string, unknown> }[] }

/** One WebSocket that joins one feed and parses every frame of it. Settles when it has joined. */
export function subscribe(
  port: number,
  feed: string,
  onFrame: (frame: EventsFrame, sizeBytes: number) => void,
  params: object = {},
): Promise<Subscriber> {
  const { promise, resolve, reject } = Promise.withResolvers<Subscriber>()
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket/websocket?vsn=2.0.0&key=${keys.overlay}`)
  socket.onopen = () => socket.send(JSON.stringify(['1', '1', `events:${feed}`, 'phx_join', params]))
  socket.onerror = () => reject(new Error('the socket failed'))
  socket.onclose = ({ code, reason }) => reject(new Error(`the socket was closed: ${code} ${reason}`))
  socket.onmessage = ({ data }) => {
    const text = String(data)
    const [, , , event, payload] = JSON.parse(text) as [unknown, unknown, string, string, unknown]
    if (event === 'events') onFrame(payload as EventsFrame, text.length)
    else if (event === 'phx_reply') resolve({ close: () => socket.close() })
  }
  return promise
}
