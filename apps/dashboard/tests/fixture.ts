import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { NewEvent } from '@landale/protocol'

const main = resolve(import.meta.dir, '../../server/src/main.ts')

/** Known, so that a page can be opened and a restart needs no reading of files. */
export const keys = {
  control: 'test-control-key-0000',
  worker: 'test-worker-key-00000',
  overlay: 'test-overlay-key-0000',
} as const

export type Server = AsyncDisposable & {
  url: string
  /** Through the API, as a worker appends; gives back the position of the first. */
  append(events: readonly NewEvent[]): Promise<number>
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>
  /** Again on the same ports and the same data. */
  restart(): Promise<void>
}

type Ports = { http: number; tcp: number; health: number }

/** The real server as a process of its own. It is started by its path: no app imports an app. */
export async function startServer(): Promise<Server> {
  const dataDir = mkdtempSync(join(tmpdir(), 'landale-dashboard-'))
  const start = async (ports: Ports) => {
    const child = Bun.spawn(['bun', main], {
      env: {
        ...process.env,
        LANDALE_DATA_DIR: dataDir,
        LANDALE_PORT: String(ports.http),
        LANDALE_TCP_PORT: String(ports.tcp),
        LANDALE_HEALTH_PORT: String(ports.health),
        LANDALE_CONTROL_KEY: keys.control,
        LANDALE_WORKER_KEY: keys.worker,
        LANDALE_OVERLAY_KEY: keys.overlay,
        LANDALE_LOG_LEVEL: 'error',
      },
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'inherit',
    })
    return { child, ports: await readyPorts(child.stdout) }
  }
  let { child, ports } = await start({ http: 0, tcp: 0, health: 0 })
  const url = `http://127.0.0.1:${ports.http}`
  const kill = async () => {
    child.kill('SIGKILL')
    await child.exited
  }
  return {
    url,
    async append(events) {
      const response = await fetch(`${url}/v1/sessions/current/append`, {
        method: 'POST',
        body: JSON.stringify({ events }),
        headers: { authorization: `Bearer ${keys.worker}`, 'content-type': 'application/json' },
      })
      const reply = (await response.json()) as { position?: number }
      if (reply.position === undefined) throw new Error(`the append was refused: ${JSON.stringify(reply)}`)
      return reply.position
    },
    kill,
    async restart() {
      await kill()
      ;({ child, ports } = await start(ports))
    },
    async [Symbol.asyncDispose]() {
      await kill()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Reads until the server is ready, and on behind its back: a pipe that nobody empties would stop it at its next log line. */
function readyPorts(stdout: ReadableStream<Uint8Array>): Promise<Ports> {
  const { promise, resolve, reject } = Promise.withResolvers<Ports>()
  void (async () => {
    const decoder = new TextDecoder()
    let said = ''
    for await (const chunk of stdout) {
      said += decoder.decode(chunk, { stream: true })
      const line = said.match(/^\{"ready":true.*(?=\n)/m)?.[0]
      if (line !== undefined) resolve(JSON.parse(line) as Ports)
    }
    reject(new Error(`the server ended before it was ready: ${said}`))
  })()
  return promise
}
