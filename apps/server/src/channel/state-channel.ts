import type { Role } from '@landale/protocol'
import { encodeFrame } from '@landale/protocol'
import type { Config } from '@/config.ts'
import { Batcher } from './batcher.ts'
import type { Peer } from './peer.ts'
import type { JoinOutcome, PushOutcome, Topic } from './topic.ts'

export type StateChannelOptions<Value> = {
  name: string
  roles: readonly Role[]
  config: Pick<Config, 'batch'>
  publish: (topic: string, frame: string) => void
  clock: () => number
  value: () => Value
  /** The reply to a join; `{version, value, now}` where it is left out. */
  reply?: (joined: {
    version: number
    value: Value
    now: number
    peer: Peer
    params: Record<string, unknown>
  }) => Record<string, unknown>
  /** Told of each join; what it gives back is called at the leave. */
  joined?: (peer: Peer, params: Record<string, unknown>) => () => void
  push?: (peer: Peer, event: string, payload: Record<string, unknown>) => Promise<PushOutcome>
}

/** A topic that sends its whole small state, with a version that grows, gathered in the same window as events. */
export class StateChannel<Value> implements Topic {
  readonly #options: StateChannelOptions<Value>
  readonly #batcher: Batcher<null>
  #version: number
  #subscribers = 0

  constructor(options: StateChannelOptions<Value>) {
    this.#options = options
    // From the clock, so that it grows over restarts too.
    this.#version = options.clock()
    this.#batcher = new Batcher({ ...options.config.batch, maxItems: Number.POSITIVE_INFINITY, flush: () => this.#broadcast() })
  }

  get name(): string {
    return this.#options.name
  }

  /** Says that the state has changed; it is sent now on a quiet topic, else at the window's end. */
  changed({ critical = false }: { critical?: boolean } = {}): void {
    this.#version += 1
    this.#batcher.push(null, { critical, bytes: 0 })
    this.#batcher.settle()
  }

  #broadcast(): void {
    if (this.#subscribers === 0) return
    const { name, publish, value, clock } = this.#options
    const payload = { version: this.#version, value: value(), now: clock() }
    publish(name, encodeFrame({ joinRef: null, ref: null, topic: name, event: 'state', payload }))
  }

  join(peer: Peer, params: Record<string, unknown>): JoinOutcome {
    const { name, roles, value, clock, reply } = this.#options
    if (!roles.includes(peer.role))
      return { ok: false, reason: 'forbidden_role', message: `${name} is not for the ${peer.role} key` }
    const joined = { version: this.#version, value: value(), now: clock() }
    peer.subscribe(name)
    this.#subscribers += 1
    const left = this.#options.joined?.(peer, params)
    return {
      ok: true,
      response: reply ? reply({ ...joined, peer, params }) : joined,
      leave: () => {
        peer.unsubscribe(name)
        this.#subscribers -= 1
        left?.()
      },
    }
  }

  push(peer: Peer, event: string, payload: Record<string, unknown>): Promise<PushOutcome> {
    const { push, name } = this.#options
    return (
      push?.(peer, event, payload) ??
      Promise.resolve({ ok: false, reason: 'unknown_event', message: `${name} takes no ${event}` })
    )
  }
}
