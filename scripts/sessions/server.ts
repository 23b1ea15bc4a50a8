import { join } from 'node:path'
import { ErrorBody } from '@landale/protocol'
import type { Installation } from '../tools/installation.ts'
import { ToolError } from '../tools/tool-error.ts'

/** The server said no. `code` is the API's, `message` what it said. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly retryable = false
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

export type ServerOptions = { url: string; key: string }

/** How long a server that is busy, starting or away is asked again. */
const patienceMs = 60_000
const retryMs = { base: 200, cap: 5_000 }

/** Asks a running server's API. */
export class Server {
  readonly #options: ServerOptions

  constructor(options: ServerOptions) {
    this.#options = options
  }

  /** The answer's body. What is busy or away is asked again for a minute; rejects with RefusedError, or ToolError where nobody answers. */
  async ask(path: string, body?: string): Promise<Record<string, unknown>> {
    const { url, key } = this.#options
    const deadline = Date.now() + patienceMs
    for (let attempt = 0; ; attempt += 1) {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
      const response = await fetch(`${url}${path}`, { headers, ...(body !== undefined && { method: 'POST', body }) }).catch(
        () => undefined,
      )
      const isBusy = response === undefined || response.status === 429 || response.status === 503
      if (!isBusy) return await answerOf(response)
      if (Date.now() > deadline || (response === undefined && attempt > 2)) {
        if (response === undefined) throw new ToolError(`no server answers at ${url}: start it, or give --url`)
        return await answerOf(response)
      }
      const seconds = Number(response?.headers.get('retry-after') ?? 0)
      await Bun.sleep(
        Math.max(Math.min(retryMs.cap, retryMs.base * 2 ** attempt), Number.isFinite(seconds) ? seconds * 1_000 : 0),
      )
    }
  }
}

async function answerOf(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return (body ?? {}) as Record<string, unknown>
  const error = ErrorBody.safeParse(body).data
  throw new RefusedError(error?.error ?? 'internal', error ? `${error.error}: ${error.message}` : `HTTP ${response.status}`)
}

/** Where the server of this installation answers, and a key that opens it. Throws ToolError where there is none. */
export async function serverOf(
  { config, dataDir }: Installation,
  given: { url?: string | undefined; key?: string | undefined },
): Promise<Server> {
  const { host, ports, keys } = config
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  const url = URL.parse(given.url ?? `http://${address.includes(':') ? `[${address}]` : address}:${ports.http}`)
  if (url === null || !/^https?:$/.test(url.protocol)) throw new ToolError(`--url must be an http(s) address; got "${given.url}"`)
  const key = given.key ?? keys.control ?? keys.worker ?? (await keptKey(dataDir))
  return new Server({ url: url.origin, key })
}

async function keptKey(dataDir: string): Promise<string> {
  for (const name of ['control.key', 'worker.key']) {
    const file = Bun.file(join(dataDir, name))
    if (await file.exists()) return (await file.text()).trim()
  }
  throw new ToolError(`there is no key in ${dataDir}: give --key, or set LANDALE_DATA_DIR to the server's data folder`)
}
