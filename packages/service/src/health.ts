import type { Registry } from 'prom-client'

export type PartState = 'ok' | 'degraded' | 'down' | 'off'

/** One part of a service. `reason` says what is wrong with it, or what to set to have it. */
export type Part = { name: string; state: PartState; reason?: string | undefined }

export type HealthOptions = {
  hostname: string
  port: number
  /** Everything the service is made of; `vital` parts that are down make it not ready. */
  parts: () => readonly Part[]
  vital: readonly string[]
  status: () => Record<string, unknown>
  metrics: Registry
}

/**
 * `GET /health` liveness; `GET /ready` every part, 503 only when a vital one is down; `GET /status` everything at a glance;
 * `GET /metrics` for Prometheus.
 */
export function startHealth({ hostname, port, parts, vital, status, metrics }: HealthOptions): Bun.Server<undefined> {
  return Bun.serve({
    hostname,
    port,
    routes: {
      '/health': () => Response.json({ status: 'ok' }),
      '/ready': () => {
        const list = parts()
        const down = list.some(({ name, state }) => state === 'down' && vital.includes(name))
        return Response.json({ ready: !down, parts: list }, { status: down ? 503 : 200 })
      },
      '/status': () => Response.json(status()),
      '/metrics': async () => new Response(await metrics.metrics(), { headers: { 'content-type': metrics.contentType } }),
    },
    reusePort: false,
    fetch: () => Response.json({ error: 'not_found', message: 'try /health, /ready, /status or /metrics' }, { status: 404 }),
  })
}
