import { type Channel, Socket } from 'phoenix'
import { keys } from './fixture.ts'

/** The stock client on a role's key; disposed of with its scope. */
export function phoenixSocket(socketUrl: string, role: keyof typeof keys = 'overlay'): Disposable & { socket: Socket } {
  const socket = new Socket(socketUrl, { authToken: keys[role], reconnectAfterMs: () => 50, rejoinAfterMs: () => 50 })
  socket.connect()
  return { socket, [Symbol.dispose]: () => socket.disconnect() }
}

/** Joins, and gives back the reply. */
export function join<Reply = Record<string, unknown>>(channel: Channel): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>()
  channel
    .join()
    .receive('ok', resolve)
    .receive('error', (reason) => reject(new Error(`join refused: ${JSON.stringify(reason)}`)))
    .receive('timeout', () => reject(new Error('join timed out')))
  return promise
}

/** The first push of a channel that `wanted` takes. */
export function nextPush<Payload>(
  channel: Channel,
  event: string,
  wanted: (payload: Payload) => boolean = () => true,
): Promise<Payload> {
  const { promise, resolve } = Promise.withResolvers<Payload>()
  const reference = channel.on(event, (payload: Payload) => {
    if (!wanted(payload)) return
    channel.off(event, reference)
    resolve(payload)
  })
  return promise
}
