import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import {
  HistoryPage,
  Origin,
  PeoplePage,
  parseCursor,
  type Role,
  SessionSummary,
  Stats,
  StatsBy,
  StatsOrder,
  TranscriptMatches,
  wordsOf,
} from '@landale/protocol'
import type { History } from '@/history/history.ts'
import { type Env, requireRole } from './access.ts'
import { refusals, replyOf, SessionPath, security } from './document.ts'
import { invalid } from './parse.ts'
import { Problem } from './problem.ts'

export type HistoryRoutesOptions = { history: History; clock: () => number; roleOf: (key: string) => Role | undefined }

const monthMs = 30 * 86_400_000
// PostgreSQL knows no year 0.
const firstMs = Date.parse('0001-01-01T00:00:00Z')

const time = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .refine((at) => at >= firstMs, 'must not be before the year 1')
const whole = (from: number, to: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= from && value <= to, `must be a whole number from ${from} to ${to}`)
    .default(otherwise)
const textOf = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => !value.includes('\0'), 'must not hold a NUL')
const text = textOf(200)
const types = z
  .string()
  .regex(/^[A-Za-z0-9._:-]{1,128}\*?$/, 'must be a type, or its beginning followed by *')
  .describe('A type, or the beginning of types followed by `*`: `channel.*`')
const cursor = z.string().transform((value, context) => {
  const parsed = parseCursor(value)
  if (parsed === undefined) context.addIssue('must be a cursor of a page before')
  return parsed ?? z.NEVER
})
const isOrdered = ({ from, to }: { from?: number | undefined; to?: number | undefined }) =>
  from === undefined || to === undefined || from < to
const ordered = { message: 'must be after from', path: ['to'] }

const EventsQuery = z
  .strictObject({
    key: z.string().optional(),
    session: text.optional(),
    type: types.optional(),
    source: text.optional(),
    actor: textOf(256).optional(),
    origin: Origin.optional(),
    from: time.optional(),
    to: time.optional(),
    q: text.optional().describe('Words that all have to be there; one of three letters and more is found as a beginning too'),
    order: z.enum(['desc', 'asc']).default('desc').describe('`desc`: the newest first'),
    cursor: cursor
      .optional()
      .describe('The `next_cursor` of the page before, with the same `order`; `prev_cursor` with the other'),
    limit: whole(1, 1_000, 100),
  })
  .refine(isOrdered, ordered)

const StatsQuery = z
  .strictObject({
    key: z.string().optional(),
    by: StatsBy.default('hour'),
    from: time.optional().describe('30 days before `to` where it is left out'),
    to: time.optional().describe('Now where it is left out'),
    type: types.optional(),
    origin: Origin.default('live'),
    order: StatsOrder.default('events'),
    limit: whole(1, 1_000, 100),
  })
  .refine(isOrdered, ordered)

const PeopleQuery = z.strictObject({
  key: z.string().optional(),
  q: text.optional().describe('A part of a login or a name'),
  cursor: textOf(400).optional(),
  limit: whole(1, 1_000, 100),
})

const TranscriptsQuery = z
  .strictObject({
    key: z.string().optional(),
    q: text,
    session: text.optional(),
    from: time.optional(),
    to: time.optional(),
    cursor: z
      .string()
      .regex(/^\d{1,15}$/, 'must be a cursor of a page before')
      .transform(Number)
      .optional(),
    limit: whole(1, 200, 50),
  })
  .refine(isOrdered, ordered)

/** What happened: events, counts, people and speech, over the hot log and the archive as one. */
export function historyRoutes({ history, clock, roleOf }: HistoryRoutesOptions) {
  const app = new OpenAPIHono<Env>()
  const document = (path: string, summary: string, reply: z.ZodType, request: { query?: z.ZodObject; params?: z.ZodObject }) =>
    app.openAPIRegistry.registerPath(
      createRoute({
        method: 'get',
        path,
        summary,
        security,
        request,
        responses: { 200: replyOf(reply, 'What was found'), ...refusals(400, 401, 403, 404, 503) },
      }),
    )
  const readers = requireRole(roleOf, ['control', 'worker', 'overlay'])

  document('/v1/events', 'Events of the whole history, page by page', HistoryPage, { query: EventsQuery })
  app.get('/v1/events', readers, async (context) => {
    const { type, q, order, cursor: from, limit, key: _, ...filter } = read(EventsQuery, context.req.query())
    const words = q === undefined ? undefined : wordsOf(q)
    if (words?.length === 0) throw new Problem('invalid_query', 'q: holds no word')
    const page = await history.events({ filter: { ...filter, ...typesOf(type), words }, order, cursor: from, limit })
    const { next, previous } = page
    const cursors = JSON.stringify({ next_cursor: next, prev_cursor: previous, has_more: page.hasMore }).slice(1)
    return context.body(`{"events":[${page.bodies.join(',')}],${cursors}`, 200, { 'content-type': 'application/json' })
  })

  document('/v1/stats', 'Counts by the hour, the day, the type or the actor', Stats, { query: StatsQuery })
  app.get('/v1/stats', readers, async (context) => {
    const { by, type, origin, order, limit, ...given } = read(StatsQuery, context.req.query())
    const to = given.to ?? clock()
    const from = given.from ?? to - monthMs
    if (from >= to) throw new Problem('invalid_query', 'to: must be after from')
    return context.json(await history.stats({ by, from, to, origin, ...typesOf(type), order, limit }))
  })

  document('/v1/sessions/{id}/summary', 'A session at a glance', SessionSummary, { params: SessionPath })
  app.get('/v1/sessions/:id/summary', readers, async (context) => {
    const summary = await history.summary(context.req.param('id'))
    if (summary === undefined) throw new Problem('session_not_found', 'there is no such session')
    return context.json(summary)
  })

  // Notes on people are the streamer's own.
  document('/v1/people', 'Who was seen, the last first', PeoplePage, { query: PeopleQuery })
  app.get('/v1/people', requireRole(roleOf, ['control', 'worker']), async (context) => {
    const { q, cursor: after, limit } = read(PeopleQuery, context.req.query())
    const { people, hasMore } = await history.people({ q, cursor: after === undefined ? undefined : personCursor(after), limit })
    const last = people.at(-1)
    const next = hasMore && last ? `${Date.parse(last.last_seen_at)}.${last.platform}.${last.id}` : undefined
    return context.json({ people, ...(next === undefined ? undefined : { next_cursor: next }) })
  })

  document('/v1/transcripts/search', 'What was said, and when', TranscriptMatches, { query: TranscriptsQuery })
  app.get('/v1/transcripts/search', readers, async (context) => {
    const { q, session, from, to, cursor: before, limit } = read(TranscriptsQuery, context.req.query())
    const { matches, hasMore } = await history.transcripts({ q, session, from, to, before, limit })
    const last = matches.at(-1)
    return context.json({ matches, ...(hasMore && last ? { next_cursor: String(last.position) } : undefined) })
  })
  return app
}

function read<Schema extends z.ZodType>(schema: Schema, query: Record<string, string>): z.infer<Schema> {
  const parsed = schema.safeParse(query)
  if (parsed.success) return parsed.data
  const field = parsed.error.issues[0]?.path[0]
  throw invalid(parsed.error, [], field === 'cursor' ? 'invalid_cursor' : field === 'limit' ? 'invalid_limit' : 'invalid_query')
}

function typesOf(type: string | undefined): { type: string | undefined; type_prefix: string | undefined } {
  const isPrefix = type?.endsWith('*') ?? false
  return { type: isPrefix ? undefined : type, type_prefix: isPrefix ? type?.slice(0, -1) : undefined }
}

function personCursor(cursor: string) {
  const [, lastSeenAt, platform, id] = /^(\d{1,15})\.([^.]{1,64})\.(.{1,128})$/.exec(cursor) ?? []
  if (lastSeenAt === undefined || platform === undefined || id === undefined) {
    throw new Problem('invalid_cursor', 'cursor: must be the next_cursor of a page before')
  }
  return { lastSeenAt: Number(lastSeenAt), platform, id }
}
