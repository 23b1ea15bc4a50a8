import { errorFields, type Logger } from '@landale/service'
import type { Server } from 'bun'
import type { Refusal } from '@/access/guard.ts'
import type { Config } from '@/config.ts'
import type { SocketData, Sockets } from '@/sockets.ts'
import { Problem } from './problem.ts'
import { createRateLimit } from './rate-limit.ts'

export type ServeOptions = {
  config: Config
  guard: (request: Request) => Refusal | undefined
  sockets: Sockets
  app: { fetch(request: Request): Response | Promise<Response> }
  logger: Logger
  isStopping: () => boolean
}

/** Listens for HTTP and sockets. What is refused here is refused before anything is read of it. */
export function serve({ config, guard, sockets, app, logger, isStopping }: ServeOptions): Server<SocketData> {
  const isWithinRate = createRateLimit(config.http.maxRequestsPerSecond)
  return Bun.serve({
    hostname: config.host,
    port: config.ports.http,
    maxRequestBodySize: config.http.maxBodyBytes,
    development: false,
    // Bun shares the port with another process in production unless told not to; two servers on one port is a fault to be told of.
    reusePort: false,
    fetch(request, self) {
      if (isStopping()) return new Problem('shutting_down', 'the server is stopping; try again shortly').response()
      const refusal = guard(request)
      if (refusal) return new Problem(refusal.code, refusal.message).response()
      if (!isWithinRate()) return new Problem('rate_limited', 'too many requests; try again shortly').response()
      const upgraded = sockets.upgrade(request, new URL(request.url), self)
      if (upgraded === 'upgraded') return undefined
      return upgraded ?? app.fetch(request)
    },
    error(error) {
      logger.error(errorFields(error), 'a request failed')
      return new Problem('internal', 'the server failed; its log says why').response()
    },
    websocket: {
      ...sockets.handler,
      idleTimeout: 90,
      maxPayloadLength: config.socket.maxFrameBytes,
      // Twice what closes a slow client: what does not fit is not taken, and the client is closed with its reason.
      backpressureLimit: config.socket.maxBufferedBytes * 2,
      closeOnBackpressureLimit: false,
      perMessageDeflate: false,
    },
  })
}
