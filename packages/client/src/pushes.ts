import type { Channel } from 'phoenix'
import type { Outbox } from './outbox.ts'
import { PushError } from './push-error.ts'

export type Pushes = {
  /** Sends on the joined channel; without one it waits in the outbox for the next. */
  push(channel: Channel | undefined, event: string, payload: object): Promise<unknown>
  /** The topic is joined: what waited goes out, in order. */
  flush(channel: Channel): void
  /** The connection is gone: what left and was not answered never will be. What waits still waits. */
  lost(): void
  end(): void
}

/** The pushes of one topic, each a promise that settles: answered, refused, timed out or lost. */
export function createPushes({ outbox, timeoutMs }: { outbox: Outbox; timeoutMs: number }): Pushes {
  const owner = {}
  const inFlight = new Set<(error: PushError) => void>()
  let isOver = false

  const failInFlight = (error: PushError) => {
    for (const fail of [...inFlight]) fail(error)
  }

  return {
    async push(channel, event, payload) {
      if (isOver) throw new PushError({ reason: 'closed', retryable: false })
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      const fail = (error: PushError) => {
        inFlight.delete(fail)
        reject(error)
      }
      const send = (to: Channel) => {
        inFlight.add(fail)
        to.push(event, payload, timeoutMs)
          .receive('ok', (response: unknown) => {
            inFlight.delete(fail)
            resolve(response)
          })
          .receive('error', (response: unknown) => fail(PushError.fromReply(response)))
          .receive('timeout', () => fail(new PushError({ reason: 'timeout', retryable: false })))
      }
      if (channel === undefined) wait({ send, fail })
      else send(channel)
      return promise
    },
    flush(channel) {
      for (const entry of outbox.take(owner)) entry.send(channel)
    },
    lost() {
      failInFlight(new PushError({ reason: 'connection_lost', retryable: false }))
    },
    end() {
      isOver = true
      const error = new PushError({ reason: 'closed', retryable: false })
      for (const entry of outbox.take(owner)) entry.fail(error)
      failInFlight(error)
    },
  }

  function wait({ send, fail }: { send: (channel: Channel) => void; fail: (error: PushError) => void }) {
    const remove = outbox.add({
      owner,
      send(channel) {
        clearTimeout(timer)
        send(channel)
      },
      fail(error) {
        clearTimeout(timer)
        fail(error)
      },
    })
    const timer = setTimeout(() => {
      remove()
      fail(new PushError({ reason: 'timeout', retryable: true, message: 'no connection within the timeout' }))
    }, timeoutMs)
  }
}
