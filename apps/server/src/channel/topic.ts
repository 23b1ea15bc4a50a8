import type { Peer } from './peer.ts'

/** How a join came out. `start` runs after the reply has left, until `signal` aborts: at the leave or the socket's end. */
export type JoinOutcome =
  | { ok: true; response: Record<string, unknown>; start?: (signal: AbortSignal) => Promise<void> | void; leave?: () => void }
  | { ok: false; reason: string; message: string }

export type PushOutcome = { ok: true; response: Record<string, unknown> } | { ok: false; reason: string; message: string }

/** What stands behind a topic: who may join it, what the reply is, and what it takes. */
export type Topic = {
  join(peer: Peer, params: Record<string, unknown>, joinRef: string | null): Promise<JoinOutcome> | JoinOutcome
  push?(peer: Peer, event: string, payload: Record<string, unknown>): Promise<PushOutcome>
}

export type Topics = (name: string) => Topic | undefined
