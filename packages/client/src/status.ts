/**
 * Times are local milliseconds since the epoch. `attempt` counts from 1 since the connection was last open: of `connecting` the
 * one under way, of `waiting` the one that starts at `retryAt`.
 */
export type ClientStatus =
  | { kind: 'connecting'; attempt: number }
  | { kind: 'connected'; since: number }
  | { kind: 'waiting'; attempt: number; retryAt: number }
  | { kind: 'closed' }

export type StatusListener = (status: ClientStatus) => void

export type StatusSource = {
  readonly current: ClientStatus
  /** When the present kind of status began. */
  readonly since: number
  set(status: ClientStatus): void
  subscribe(listener: StatusListener): () => void
}

/** `closed` is final: a late close or timer of the socket cannot bring a closed client back. */
export function createStatus({ clock, guard }: { clock: () => number; guard: (run: () => void) => void }): StatusSource {
  let current: ClientStatus = { kind: 'connecting', attempt: 1 }
  let since = clock()
  const listeners = new Set<StatusListener>()
  return {
    get current() {
      return current
    },
    get since() {
      return since
    },
    set(status) {
      if (current.kind === 'closed') return
      if (current.kind !== status.kind) since = clock()
      current = status
      for (const listener of [...listeners]) guard(() => listener(status))
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
