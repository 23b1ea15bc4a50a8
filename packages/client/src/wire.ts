import { decodeFrame, encodeFrame } from '@landale/protocol'
import type { Counters } from './counters.ts'

/** A message as the stock client has it in hand. */
type Message = { join_ref?: string | null; ref?: string | null; topic: string; event: string; payload: Record<string, unknown> }

export type WireOptions = { clock: () => number; counters: Counters; onFault(message: string): void }

export type Wire = {
  encode(message: object, send: (text: string) => void): void
  decode(data: string, accept: (message: object) => void): void
}

/**
 * The stock client's `encode` and `decode`, with the protocol's own frame schema at the door: the built-in decoder throws out of
 * the socket's handler on what is not a frame. Heartbeats pass through here too, so their round trip is measured here.
 */
export function createWire({ clock, counters, onFault }: WireOptions): Wire {
  let heartbeat: { ref: string; sentAt: number } | undefined
  return {
    encode(message, send) {
      const { join_ref: joinRef = null, ref = null, topic, event, payload } = message as Message
      if (topic === 'phoenix' && ref !== null) heartbeat = { ref, sentAt: clock() }
      counters.sent += 1
      send(encodeFrame({ joinRef, ref, topic, event, payload }))
    },
    decode(data, accept) {
      const result = typeof data === 'string' ? decodeFrame(data) : { ok: false as const, message: 'frame is binary' }
      if (!result.ok) return onFault(result.message)
      counters.received += 1
      const { joinRef, ref, topic, event, payload } = result.frame
      if (heartbeat !== undefined && topic === 'phoenix' && ref === heartbeat.ref) {
        counters.heartbeatRttMs = clock() - heartbeat.sentAt
        heartbeat = undefined
      }
      accept({ join_ref: joinRef, ref, topic, event, payload })
    },
  }
}
