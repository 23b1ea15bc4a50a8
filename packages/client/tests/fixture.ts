import type { Event } from '@landale/protocol'
import type { FeedOptions, FeedReset } from '../src/channel.ts'
import { type Client, createClient } from '../src/client.ts'
import type { ClientOptions } from '../src/options.ts'
import type { PhoenixServer } from './phoenix-server.ts'

export type TestClient = Client & AsyncDisposable & { errors: Error[] }

/** A client without jitter that closes with its test and keeps what it reported. */
export function connectTo(server: PhoenixServer, options: Partial<ClientOptions> = {}): TestClient {
  const errors: Error[] = []
  const client = createClient({
    url: server.url,
    key: 'f'.repeat(64),
    name: 'test',
    random: () => 0,
    onError: (error) => void errors.push(error),
    ...options,
  })
  const dispose = async () => client.close()
  return Object.defineProperties({} as TestClient, {
    ...Object.getOwnPropertyDescriptors(client),
    errors: { value: errors },
    [Symbol.asyncDispose]: { value: dispose },
  })
}

/** A feed that keeps what the application was told, in the order it was told. */
export function recordFeed(client: Client, options: Partial<FeedOptions> = {}) {
  const events: Event[] = []
  const resets: FeedReset[] = []
  const refusals: string[] = []
  const feed = client.feed('chat', {
    ...options,
    onEvents(newer) {
      events.push(...newer)
      options.onEvents?.(newer)
    },
    onReset: (reset) => void resets.push(reset),
    onRefused: ({ reason }) => void refusals.push(reason),
  })
  const positions = () => events.map(({ position }) => position)
  return { feed, events, resets, refusals, positions }
}
