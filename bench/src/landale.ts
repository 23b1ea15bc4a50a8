import { join } from 'node:path'
import { type Child, startChild } from './child.ts'
import { temporaryFolder } from './folder.ts'

export const keys = {
  control: 'bench-control-key-0000000000000000',
  worker: 'bench-worker-key-00000000000000000',
  overlay: 'bench-overlay-key-0000000000000000',
} as const

export type Landale = Child & { url: string; healthUrl: string; port: number }

/** The server as a process of its own, with all its defaults but ports, keys, folder and, where none is given, no archive. */
export async function startLandale(dataDir?: string, environment: Record<string, string> = {}): Promise<Landale> {
  const folder = dataDir === undefined ? temporaryFolder() : undefined
  const child = await startChild(['bun', join(import.meta.dir, '../../apps/server/src/main.ts')], {
    LANDALE_PORT: '0',
    LANDALE_TCP_PORT: '0',
    LANDALE_HEALTH_PORT: '0',
    LANDALE_DATA_DIR: dataDir ?? folder?.path ?? '',
    LANDALE_CONFIG_DIR: join(dataDir ?? folder?.path ?? '', 'config'),
    LANDALE_CONTROL_KEY: keys.control,
    LANDALE_WORKER_KEY: keys.worker,
    LANDALE_OVERLAY_KEY: keys.overlay,
    LANDALE_LOG_LEVEL: 'error',
    DATABASE_URL: 'none',
    OBS_URL: 'none',
    ...environment,
  })
  const port = Number(child.ready.http)
  const healthUrl = `http://127.0.0.1:${Number(child.ready.health)}`
  return {
    ...child,
    port,
    healthUrl,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      await child[Symbol.asyncDispose]()
      folder?.[Symbol.dispose]()
    },
  }
}

/** Appends a body, one event or `{events}`, to the current session. Rejects unless it was taken. */
export async function append(landale: { url: string }, body: string): Promise<{ position: number }> {
  const response = await fetch(`${landale.url}/v1/sessions/current/append`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${keys.worker}`, 'content-type': 'application/json' },
  })
  const reply = (await response.json()) as { position: number }
  if (response.status !== 201) throw new Error(`append was answered ${response.status}: ${JSON.stringify(reply)}`)
  return reply
}
