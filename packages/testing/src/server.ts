import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Role } from '@landale/protocol'

// Started by its path: no package imports an app.
const main = resolve(import.meta.dir, '../../../apps/server/src/main.ts')

/** Known keys, so that a restart on the same data needs no reading of files. */
export const keys: Readonly<Record<Role, string>> = {
  control: 'test-control-key-0000',
  worker: 'test-worker-key-00000',
  overlay: 'test-overlay-key-0000',
}

export type ServerOptions = {
  /** Where its data lies; a folder of its own, removed at the end, where it is left out. */
  dataDir?: string
  ports?: { http?: number; tcp?: number; health?: number }
  environment?: Record<string, string>
}

export type TestServer = AsyncDisposable & {
  dataDir: string
  ports: { http: number; tcp: number; health: number }
  url: string
  socketUrl: string
  healthUrl: string
}

/** A folder that is gone when its scope ends. */
export function temporaryFolder(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'landale-test-'))
  // As a data folder's own mode: PostgreSQL's user has to pass, where the server runs as root.
  chmodSync(path, 0o755)
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** The environment of a server under test. */
export function environmentOf({ ports = {}, environment = {} }: ServerOptions, dataDir: string): Record<string, string> {
  return {
    LANDALE_DATA_DIR: dataDir,
    LANDALE_CONFIG_DIR: join(dataDir, 'config'),
    LANDALE_PORT: String(ports.http ?? 0),
    LANDALE_TCP_PORT: String(ports.tcp ?? 0),
    LANDALE_HEALTH_PORT: String(ports.health ?? 0),
    LANDALE_CONTROL_KEY: keys.control,
    LANDALE_WORKER_KEY: keys.worker,
    LANDALE_OVERLAY_KEY: keys.overlay,
    LANDALE_LOG_LEVEL: 'error',
    // A test of the archive names its own.
    DATABASE_URL: 'none',
    // So does one of OBS: nothing here speaks to a streamer's own.
    OBS_URL: 'none',
    // Nothing listens there.
    TWITCH_EMOTES_URL: 'http://127.0.0.1:1',
    ...environment,
  }
}

/** Where a server under test answers. */
export function addresses(ports: TestServer['ports']) {
  return {
    url: `http://127.0.0.1:${ports.http}`,
    socketUrl: `ws://127.0.0.1:${ports.http}/socket`,
    healthUrl: `http://127.0.0.1:${ports.health}`,
  }
}

export type ServerProcess = TestServer & {
  pid: number
  /** What it said on stdout up to now. */
  output(): string
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>
  /** SIGTERM; gives back the exit code. */
  terminate(): Promise<number>
}

/** The real server as a process of its own, as a streamer runs it. */
export async function serverProcess(options: ServerOptions = {}): Promise<ServerProcess> {
  const folder = options.dataDir === undefined ? temporaryFolder() : undefined
  const dataDir = options.dataDir ?? folder?.path ?? ''
  const child = Bun.spawn(['bun', main], {
    env: { ...process.env, ...environmentOf(options, dataDir) },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const output: string[] = []
  const ports = await readyLine(child.stdout, output).catch(async (error: unknown) => {
    child.kill('SIGKILL')
    throw new Error(`${String(error)}: ${await new Response(child.stderr).text()}`)
  })
  const kill = async () => {
    child.kill('SIGKILL')
    await child.exited
  }
  return {
    dataDir,
    ports,
    ...addresses(ports),
    pid: child.pid,
    output: () => output.join(''),
    kill,
    async terminate() {
      child.kill('SIGTERM')
      return await child.exited
    },
    async [Symbol.asyncDispose]() {
      await kill()
      folder?.[Symbol.dispose]()
    },
  }
}

/** Reads until the server is ready, and on behind its back: a pipe that nobody empties would stop it at its next log line. */
function readyLine(stdout: ReadableStream<Uint8Array>, output: string[]): Promise<TestServer['ports']> {
  const { promise, resolve, reject } = Promise.withResolvers<TestServer['ports']>()
  const decoder = new TextDecoder()
  void (async () => {
    for await (const chunk of stdout) {
      output.push(decoder.decode(chunk, { stream: true }))
      const line = output
        .join('')
        .split('\n')
        .slice(0, -1)
        .find((candidate) => candidate.startsWith('{"ready":true'))
      if (line === undefined) continue
      const { http, tcp, health } = JSON.parse(line) as TestServer['ports']
      resolve({ http, tcp, health })
    }
    reject(new Error('the server ended before it was ready'))
  })()
  return promise
}

/** Asks the API as a role. */
export async function api(
  server: Pick<TestServer, 'url'>,
  role: Role,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${server.url}${path}`, {
    ...(body === undefined ? undefined : { method: 'POST', body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${keys[role]}`, 'content-type': 'application/json' },
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
