import type { Event, ObsState } from '@landale/protocol'
import { api, type TestServer } from './fixture.ts'
import { join, phoenixSocket } from './phoenix.ts'

export type Watched = Disposable & {
  /** `dashboard:obs` as it was pushed last. */
  state(): ObsState
  /** Everything that came over `events:all`, of a type or of all. */
  events(type?: string): Event[]
  /** Resolves when it holds: looks again at whatever comes. */
  until(what: string, holds: () => boolean): Promise<void>
  command(name: string, payload?: Record<string, unknown>): Promise<{ status: number; body: Record<string, unknown> }>
}

const limitMs = 20_000

/** A control client that sees the state of OBS and every event, over the channels. */
export async function watch(server: TestServer): Promise<Watched> {
  const connection = phoenixSocket(server.socketUrl, 'control')
  const { socket } = connection
  const events: Event[] = []
  let wake = Promise.withResolvers<void>()
  const tell = () => {
    wake.resolve()
    wake = Promise.withResolvers()
  }
  const feed = socket.channel('events:all', {})
  feed.on('events', (push: { events: Event[] }) => {
    events.push(...push.events)
    tell()
  })
  const dashboard = socket.channel('dashboard:obs', {})
  dashboard.on('state', ({ value }: { value: ObsState }) => {
    state = value
    tell()
  })
  await join(feed)
  let { value: state } = await join<{ value: ObsState }>(dashboard)
  return {
    state: () => state,
    events: (type) => events.filter((event) => type === undefined || event.type === type),
    async until(what, holds) {
      const limit = setTimeout(() => {
        const seen = events.slice(-20).map(({ type, payload }) => `${type} ${JSON.stringify(payload)}`)
        failed.reject(new Error(`${what}: not in time; saw\n${seen.join('\n')}\n${JSON.stringify(state)}`))
      }, limitMs)
      const failed = Promise.withResolvers<never>()
      try {
        while (!holds()) await Promise.race([wake.promise, failed.promise])
      } finally {
        clearTimeout(limit)
      }
    },
    command: (name, payload = {}) => api(server, 'control', `/v1/commands/${name}`, payload),
    [Symbol.dispose]: () => connection[Symbol.dispose](),
  }
}

/** A part as `/ready` shows it. */
export async function partOf(server: TestServer, name: string): Promise<{ state: string; reason?: string }> {
  const { parts } = (await (await fetch(`${server.healthUrl}/ready`)).json()) as {
    parts: Record<string, { state: string; reason?: string }> | { name: string; state: string; reason?: string }[]
  }
  const part = Array.isArray(parts) ? parts.find((one) => one.name === name) : parts[name]
  if (part === undefined) throw new Error(`there is no part ${name}`)
  return part
}

/** What a server is started with to speak to an OBS. */
export function obsEnvironment({ url, password }: { url: string; password: string }): Record<string, string> {
  return { OBS_URL: url, OBS_PASSWORD: password }
}
