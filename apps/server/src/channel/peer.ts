import type { Role } from '@landale/protocol'

/** The bytes' side of a socket, as channels need it: Bun's ServerWebSocket in life, and nothing else. */
export type Wire = {
  send(text: string): number
  close(code: number, reason: string): void
  /** Closes without a word, and lets go of what waits. */
  terminate(): void
  subscribe(topic: string): void
  unsubscribe(topic: string): void
  getBufferedAmount(): number
}

/** One client, as channels see it. */
export type Peer = {
  readonly id: string
  readonly role: Role
  readonly name: string
  /** Sends text as one frame. */
  send(text: string): void
  subscribe(topic: string): void
  unsubscribe(topic: string): void
  /** Settles when little enough waits for the network that more may be sent, or when the socket is gone. */
  drained(): Promise<void>
}
