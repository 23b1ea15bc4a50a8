import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { EventLog } from '@landale/event-log'
import { AppendReply, Event, NewSession, type Role, Session, TailGap } from '@landale/protocol'
import type { Append } from '@/append.ts'
import { type Env, requireRole } from './access.ts'
import { bodyOf, refusals, replyOf, SessionPath, security } from './document.ts'
import { AppendBody, invalid, parseAppend, readJson, wholeNumber } from './parse.ts'
import { Problem } from './problem.ts'

export type SessionsOptions = { log: EventLog; append: Append; roleOf: (key: string) => Role | undefined; maxBodyBytes: number }

const SessionPage = z.object({ sessions: z.array(Session), next_cursor: z.string().optional() })
const EventPage = z.object({
  events: z.array(Event),
  next_cursor: z.int(),
  last_seq: z.int(),
  earliest_available_cursor: z.int(),
})

/** `/v1/sessions`: ordered durable histories. */
export function sessionRoutes({ log, append, roleOf, maxBodyBytes }: SessionsOptions) {
  const app = new OpenAPIHono<Env>()
  const documented = (route: Parameters<typeof createRoute>[0]) => app.openAPIRegistry.registerPath(createRoute(route))
  const readers = requireRole(roleOf, ['control', 'worker', 'overlay'])
  const writers = requireRole(roleOf, ['control', 'worker'])

  documented({
    method: 'post',
    path: '/v1/sessions',
    summary: 'Make a session',
    security,
    request: bodyOf(NewSession),
    responses: { 201: replyOf(Session, 'The session'), ...refusals(400, 401, 403, 409) },
  })
  app.post('/v1/sessions', writers, async (context) => {
    const body = NewSession.safeParse(await readJson(context.req.raw, maxBodyBytes))
    if (!body.success) throw invalidSession(body.error)
    const session = log.createSession(body.data)
    if (session === undefined) throw new Problem('session_exists', `id: ${body.data.id ?? ''} is taken`)
    return context.json(session, 201)
  })

  documented({
    method: 'get',
    path: '/v1/sessions',
    summary: 'List sessions, by id',
    security,
    request: {
      query: z.object({
        limit: z.coerce.number().optional(),
        cursor: z.string().optional().describe('The `next_cursor` of the page before'),
        'metadata.KEY': z.string().optional().describe('Only those whose metadata has this value under KEY'),
      }),
    },
    responses: { 200: replyOf(SessionPage, 'A page'), ...refusals(400, 401) },
  })
  app.get('/v1/sessions', readers, (context) => {
    const query = context.req.query()
    const limit = wholeNumber(query.limit, { name: 'limit', code: 'invalid_limit', from: 1, to: 1_000, otherwise: 100 })
    const metadata = Object.entries(query).flatMap(([name, value]) =>
      name.startsWith('metadata.') ? [[name.slice(9), value] as const] : [],
    )
    if (metadata.length > 8) throw new Problem('invalid_metadata', 'metadata: at most 8 filters')
    const sessions = log.listSessions({ limit: limit + 1, after: query.cursor, metadata: Object.fromEntries(metadata) })
    const page = sessions.slice(0, limit)
    return context.json({ sessions: page, ...(sessions.length > limit ? { next_cursor: page.at(-1)?.id } : undefined) })
  })

  documented({
    method: 'get',
    path: '/v1/sessions/{id}',
    summary: 'One session',
    security,
    request: { params: SessionPath },
    responses: { 200: replyOf(Session, 'The session'), ...refusals(401, 404) },
  })
  app.get('/v1/sessions/:id', readers, (context) => {
    const session = log.session(context.req.param('id'))
    if (session === undefined) throw new Problem('session_not_found', 'there is no such session')
    return context.json(session)
  })

  documented({
    method: 'post',
    path: '/v1/sessions/{id}/append',
    summary: 'Append one event, or a list of up to 1,000, all or nothing',
    description:
      'Answered when it is on disk. A registered type’s payload is checked; any other well-formed type is carried as it is.',
    security,
    request: { params: SessionPath, ...bodyOf(AppendBody) },
    responses: {
      201: replyOf(AppendReply, 'Its place, or its first place where the same was appended before'),
      ...refusals(400, 401, 403, 404, 409, 413, 429, 503),
    },
  })
  app.post('/v1/sessions/:id/append', writers, async (context) => {
    const { events, expectedSeq, isList } = parseAppend(await readJson(context.req.raw, maxBodyBytes))
    const outcome = await append(context.req.param('id'), events, expectedSeq)
    const [first] = outcome.events
    const deduped = outcome.events.every((event) => event.deduped)
    const list = isList ? { events: outcome.events } : undefined
    return context.json({ seq: first?.seq, last_seq: outcome.lastSeq, position: first?.position, deduped, ...list }, 201)
  })

  documented({
    method: 'get',
    path: '/v1/sessions/{id}/events',
    summary: 'Events of a session, in order',
    security,
    request: {
      params: SessionPath,
      query: z.object({ after: z.coerce.number().optional(), limit: z.coerce.number().optional() }),
    },
    responses: { 200: replyOf(EventPage, 'A page; ask again with `after=next_cursor`'), ...refusals(400, 401, 404) },
  })
  app.get('/v1/sessions/:id/events', readers, async (context) => {
    const { after, limit } = context.req.query()
    const cursor = wholeNumber(after, {
      name: 'after',
      code: 'invalid_cursor',
      from: 0,
      to: Number.MAX_SAFE_INTEGER,
      otherwise: 0,
    })
    const count = wholeNumber(limit, { name: 'limit', code: 'invalid_limit', from: 1, to: 1_000, otherwise: 100 })
    const page = await log.readSession(context.req.param('id'), { after: cursor, limit: count })
    if (page === undefined) throw new Problem('session_not_found', 'there is no such session')
    const bodies = page.events.map(({ body }) => body).join(',')
    const next = page.events.at(-1)?.seq ?? cursor
    return context.body(
      `{"events":[${bodies}],"next_cursor":${next},"last_seq":${page.lastSeq},"earliest_available_cursor":${page.earliest - 1}}`,
      200,
      { 'content-type': 'application/json' },
    )
  })

  // The upgrade itself is taken in sockets.ts, before any route.
  documented({
    method: 'get',
    path: '/v1/sessions/{id}/tail',
    summary: 'Follow a session, as a WebSocket',
    description:
      'Everything after the cursor, in order, then what is appended; each event a text frame, or with `batch_size` above 1 in arrays.',
    security,
    request: {
      params: SessionPath,
      query: z.object({
        cursor: z.coerce.number().optional(),
        batch_size: z.coerce.number().optional(),
        key: z.string().optional(),
      }),
    },
    responses: {
      101: replyOf(z.union([Event, z.array(Event), TailGap]), 'Frames of this form follow'),
      ...refusals(400, 401, 404),
    },
  })
  return app
}

function invalidSession(error: z.ZodError): Problem {
  const field = error.issues[0]?.path[0]
  if (field === 'id') return invalid(error, [], 'invalid_session_id')
  return invalid(error, [], field === 'metadata' ? 'invalid_metadata' : 'invalid_session')
}
