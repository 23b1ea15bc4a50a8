export type ClientOptions = {
  /** Without the `/websocket` that the protocol adds: `ws://127.0.0.1:7175/socket`. */
  url: string
  /** The role's key; travels as the socket's `authToken`. */
  key: string
  /** What the server and the dashboard call this client. */
  name: string
  /** A `WebSocket` class; the platform's own by default. */
  transport?: new (
    url: string,
  ) => object
  /** Our clock, ms since the epoch. */
  clock?: () => number
  /** In [0, 1), for the jitter. */
  random?: () => number
  /** The most pushes that wait for a connection; the next is refused with `outbox_full`. Default 100. */
  outboxLimit?: number
  /** A connection that answers nothing for two of these is given up. Default 15 s. */
  heartbeatIntervalMs?: number
  /** How long a connection, a join or a push may take. Default 10 s. */
  timeoutMs?: number
  /** What arrived in a bad shape, and what the application's own listeners threw. Default: the console. */
  onError?: (error: Error) => void
}

/** Ceilings of the jitter: the first wait, and the longest. */
export const reconnectMs = { baseMs: 100, capMs: 5_000 }
export const rejoinMs = { baseMs: 500, capMs: 5_000 }
