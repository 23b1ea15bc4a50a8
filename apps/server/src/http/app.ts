import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { QueryTimeoutError } from '@landale/database'
import { ArchiveUnavailableError, BacklogFullError, type EventLog } from '@landale/event-log'
import { overlayNames, type Role, ServicesState } from '@landale/protocol'
import { errorFields, type Logger } from '@landale/service'
import type { Hono } from 'hono'
import type { Append } from '@/append.ts'
import type { RunCommand } from '@/command/commands.ts'
import type { Config } from '@/config.ts'
import type { History } from '@/history/history.ts'
import { type Env, requireRole } from './access.ts'
import { commandRoutes } from './commands.ts'
import { refusals, replyOf, security } from './document.ts'
import { historyRoutes } from './history.ts'
import type { Pages } from './pages.ts'
import { Problem } from './problem.ts'
import { referencePage } from './reference.ts'
import { sessionRoutes } from './sessions.ts'

export type AppOptions = {
  /** What sources take over HTTP. */
  routes: readonly Hono[]
  services: () => ServicesState
  log: EventLog
  history: History
  clock: () => number
  append: Append
  run: RunCommand
  roleOf: (key: string) => Role | undefined
  config: Config
  pages: Pages
  media: Hono
  logger: Logger
  version: string
  overlayUrl: (name: string) => string
}

const OverlayAddresses = z.object({ overlays: z.array(z.object({ name: z.string(), url: z.url() })) })

/** What a failure is to a caller; undefined where it is a fault of ours. */
function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  if (error instanceof ArchiveUnavailableError) return new Problem('archive_unavailable', error.message)
  if (error instanceof QueryTimeoutError) return new Problem('query_timeout', error.message)
  if (error instanceof BacklogFullError) return new Problem('backlog_full', 'too many questions are under way; try again shortly')
  return undefined
}

/** Everything that is asked over HTTP. What fails is a Problem, mapped here and nowhere else. */
export function createApp({
  services,
  routes,
  log,
  history,
  clock,
  append,
  run,
  roleOf,
  config,
  pages,
  media,
  logger,
  version,
  overlayUrl,
}: AppOptions) {
  const { maxBodyBytes } = config.http
  const app = new OpenAPIHono<Env>()
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' })
  app.route('/', sessionRoutes({ log, append, roleOf, maxBodyBytes }))
  app.route('/', historyRoutes({ history, clock, roleOf }))
  app.route('/', commandRoutes({ run, roleOf, maxBodyBytes }))
  for (const route of [...routes, media]) app.route('/', route)
  app.openAPIRegistry.registerPath(
    createRoute({
      method: 'get',
      path: '/v1/overlays',
      summary: 'Addresses for OBS, with the overlay key in them',
      security,
      responses: { 200: replyOf(OverlayAddresses, 'The addresses'), ...refusals(401, 403) },
    }),
  )
  app.get('/v1/overlays', requireRole(roleOf, ['control']), (context) => {
    context.header('cache-control', 'no-store')
    return context.json({ overlays: overlayNames.map((name) => ({ name, url: overlayUrl(name) })) })
  })
  app.openAPIRegistry.registerPath(
    createRoute({
      method: 'get',
      path: '/v1/sources',
      summary: 'Every source with its state, and what Twitch has granted',
      security,
      responses: { 200: replyOf(ServicesState, 'As `dashboard:services` has it'), ...refusals(401, 403) },
    }),
  )
  app.get('/v1/sources', requireRole(roleOf, ['control']), (context) => context.json(services()))
  app.doc31('/v1/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Landale', version, description: 'One durable ordered log of a stream, and what is driven from it.' },
  })
  app.route('/', referencePage())
  app.get('*', async (context) => (await pages(context.req.raw, context.req.path)) ?? context.notFound())
  app.notFound(() => new Problem('not_found', 'there is nothing here').response())
  app.onError((error) => {
    const problem = problemOf(error)
    if (problem) return problem.response()
    logger.error(errorFields(error), 'a request failed')
    return new Problem('internal', 'the server failed; its log says why').response()
  })
  return app
}
