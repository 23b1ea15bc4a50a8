import type { NewEvent } from '@landale/protocol'
import { api, serverProcess, temporaryFolder } from '@landale/testing/server'

export { keys } from '@landale/testing/server'

export type Server = AsyncDisposable & {
  url: string
  /** Through the API, as a worker appends; gives back the position of the first. */
  append(events: readonly NewEvent[]): Promise<number>
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>
  /** Again on the same ports and the same data. */
  restart(): Promise<void>
}

/** The real server as a process of its own, with these variables beside the usual ones. */
export async function startServer(environment: Record<string, string> = {}): Promise<Server> {
  const folder = temporaryFolder()
  let server = await serverProcess({ dataDir: folder.path, environment })
  const { url, ports } = server
  return {
    url,
    async append(events) {
      const { status, body } = await api(server, 'worker', '/v1/sessions/current/append', { events })
      if (status !== 201) throw new Error(`the append was refused: ${JSON.stringify(body)}`)
      return Number(body.position)
    },
    kill: () => server.kill(),
    async restart() {
      await server.kill()
      server = await serverProcess({ dataDir: folder.path, ports, environment })
    },
    async [Symbol.asyncDispose]() {
      await server.kill()
      folder[Symbol.dispose]()
    },
  }
}
