import { expect, test } from 'bun:test'
import {
  type Event,
  HistoryPage,
  matchesFilter,
  PeoplePage,
  SessionSummary,
  Stats,
  TranscriptMatches,
  wordsOf,
} from '@landale/protocol'
import fc from 'fast-check'
import { archived, describeArchives, everyEvent, freshDatabase, madeEvent, madeLog, statusOf, trimLog, until } from './archive.ts'
import { api, keys, serverHere, type TestServer, temporaryFolder } from './fixture.ts'
import { startSubscriber } from './outage.ts'
import { tail } from './tail.ts'

const hourMs = 3_600_000
const count = 1_500
const limitMs = 120_000

function seedOf(name: string): number {
  const seed = Number(process.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))
  console.log(`${name}: FAST_CHECK_SEED=${seed}`)
  return seed
}

async function ask(server: TestServer, path: string, query: Record<string, string | number | undefined> = {}) {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  )
  return await api(server, 'control', `${path}?${new URLSearchParams(given)}`)
}

async function append(server: TestServer, from: number, to: number): Promise<void> {
  const events = Array.from({ length: to - from }, (_, index) => madeEvent(from + index))
  expect((await api(server, 'worker', '/v1/sessions/current/append', { events })).status).toBe(201)
}

/** A server whose log has three parts: archived and trimmed, archived and hot, and not archived while the test holds it back. */
async function serverInThreeParts(stack: AsyncDisposableStack, url: string): Promise<{ server: TestServer; hotStart: number }> {
  const folder = stack.use(temporaryFolder())
  await madeLog(folder.path, count, Date.now() - 6 * hourMs)
  const environment = { DATABASE_URL: url }
  const first = await serverHere({ dataDir: folder.path, environment })
  await archived(first)
  await first[Symbol.asyncDispose]()
  const hotStart = await trimLog(folder.path)
  const server = stack.use(
    await serverHere({ dataDir: folder.path, environment: { ...environment, LANDALE_ARCHIVE_INTERVAL_MS: '60000' } }),
  )
  await until('the archive is there', limitMs, async () => (await statusOf(server)).archive.state === 'connected')
  await append(server, count, count + 80)
  return { server, hotStart }
}

describeArchives((database) => {
  test(
    'archived, hot and late parts read as one',
    async () => {
      await using stack = new AsyncDisposableStack()
      const { server, hotStart } = await serverInThreeParts(stack, database().url)
      const status = await statusOf(server)
      expect(hotStart).toBeGreaterThan(50)
      expect(status.hot_position).toBe(hotStart)
      expect(status.backlog).toBeGreaterThan(70)
      const all = await everyEvent(server, keys.worker)
      expect(all.map(({ position }) => position)).toEqual(Array.from({ length: status.head }, (_, index) => index + 1))

      const subscriber = stack.use(startSubscriber(server))
      await until('a subscriber from the beginning has it all', limitMs, async () => subscriber.positions.at(-1) === status.head)
      expect([subscriber.positions.length, subscriber.resets]).toEqual([status.head, []])

      const sessions = [...new Set(all.map(({ session }) => session))]
      const times = [0, 20, 700, 1_100, 1_490, all.length - 1].map((index) => Date.parse(all[index]?.inserted_at ?? ''))
      const maybe = <Value>(values: Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
      const question = fc.record({
        session: maybe(sessions),
        type: maybe(['chat.message.sent', 'channel.*', 'run.*', 'channel.cheered', 'note.never']),
        source: maybe(['twitch', 'obs']),
        actor: maybe(['twitch:107', 'twitch:114', 'system']),
        origin: maybe(['live', 'test'] as const),
        from: maybe(times),
        to: maybe(times),
        q: maybe(['crit', 'crit personal', 'run 12', 'ァイナル', 'viewer_3', 'nothing-like-it']),
        order: fc.constantFrom('asc', 'desc'),
        limit: fc.integer({ min: 1, max: 400 }),
      })
      await fc.assert(
        fc.asyncProperty(question, async ({ from, to, type, q, order, limit, ...rest }) => {
          fc.pre(from === undefined || to === undefined || from < to)
          const filter = {
            ...rest,
            from,
            to,
            type: type?.endsWith('*') ? undefined : type,
            type_prefix: type?.endsWith('*') ? type.slice(0, -1) : undefined,
            words: q === undefined ? undefined : wordsOf(q),
          }
          const wanted = all.filter((event) => matchesFilter(event, filter))
          if (order === 'desc') wanted.reverse()
          const times = { from: from && new Date(from).toISOString(), to: to && new Date(to).toISOString() }
          const got: Event[] = []
          for (let cursor: string | undefined; ; ) {
            const { status, body } = await ask(server, '/v1/events', { ...rest, ...times, type, q, order, limit, cursor })
            expect(status).toBe(200)
            const page = HistoryPage.parse(body)
            got.push(...page.events)
            expect(page.has_more).toBe(got.length < wanted.length)
            if (!page.has_more) break
            cursor = page.next_cursor
          }
          expect(got).toEqual(wanted)
        }),
        { seed: seedOf('history'), numRuns: 60 },
      )

      const middle = HistoryPage.parse((await ask(server, '/v1/events', { limit: 40 })).body)
      const older = HistoryPage.parse((await ask(server, '/v1/events', { limit: 40, cursor: middle.next_cursor })).body)
      const back = HistoryPage.parse(
        (await ask(server, '/v1/events', { limit: 40, cursor: older.prev_cursor, order: 'asc' })).body,
      )
      expect(back.events.toReversed()).toEqual(middle.events)
    },
    limitMs,
  )

  test(
    'counts, summaries, people and speech are those of a recount over both parts',
    async () => {
      await using stack = new AsyncDisposableStack()
      const { server } = await serverInThreeParts(stack, await freshDatabase(database().url))
      const all = await everyEvent(server, keys.worker)
      const live = all.filter(({ metadata }) => metadata.origin === 'live')
      const from = new Date(Date.parse(all[0]?.inserted_at ?? '')).toISOString()

      const byType = Stats.parse((await ask(server, '/v1/stats', { by: 'type', from, limit: 1_000 })).body)
      for (const { type, events } of byType.rows) expect(events).toBe(live.filter((event) => event.type === type).length)
      expect(byType.rows.reduce((sum, { events }) => sum + events, 0)).toBe(live.length)
      const chat = live.filter(({ type }) => type === 'chat.message.sent')
      expect(byType.highlights.chat).toMatchObject({
        messages: chat.length,
        chatters: new Set(chat.map(({ actor }) => actor)).size,
      })
      const byHour = Stats.parse((await ask(server, '/v1/stats', { by: 'hour', from, type: 'chat.*' })).body)
      for (const { at, type, events } of byHour.rows) {
        expect(events).toBe(
          live.filter((event) => event.type === type && event.inserted_at.startsWith(at?.slice(0, 13) ?? '')).length,
        )
      }
      const byActor = Stats.parse(
        (await ask(server, '/v1/stats', { by: 'actor', from, type: 'chat.message.sent', limit: 5 })).body,
      )
      expect(byActor.rows).toHaveLength(5)
      for (const { actor, events, name } of byActor.rows) {
        expect(events).toBe(chat.filter((event) => event.actor === actor).length)
        expect(name).toContain('Viewer')
      }

      for (const id of new Set(all.map(({ session }) => session))) {
        const own = all.filter(({ session }) => session === id)
        const summary = SessionSummary.parse((await ask(server, `/v1/sessions/${id}/summary`)).body)
        const said = own.filter(({ type, metadata }) => type === 'chat.message.sent' && metadata.origin === 'live')
        expect(summary).toMatchObject({
          events: own.length,
          started_at: own[0]?.inserted_at ?? null,
          ended_at: own.at(-1)?.inserted_at ?? null,
          highlights: { chat: { messages: said.length, chatters: new Set(said.map(({ actor }) => actor)).size } },
        })
        const raids = own.filter(({ type, metadata }) => type === 'channel.raided' && metadata.origin === 'live')
        expect(summary.raids).toHaveLength(raids.length)
      }

      const seen: string[] = []
      for (let cursor: string | undefined; ; ) {
        const page = PeoplePage.parse((await ask(server, '/v1/people', { limit: 7, cursor })).body)
        seen.push(...page.people.map(({ id }) => id))
        if (page.next_cursor === undefined) break
        cursor = page.next_cursor
      }
      const lastSeen = new Map<string, number>()
      for (const { actor, payload, position } of live)
        if ('user' in payload && payload.user) lastSeen.set(actor.slice(7), position)
      expect(seen.toSorted()).toEqual([...lastSeen.keys()].toSorted())

      const speech = all.filter(({ type }) => type === 'utterance.transcribed')
      const found = TranscriptMatches.parse((await ask(server, '/v1/transcripts/search', { q: 'more RUN', limit: 200 })).body)
      expect(found.matches.map(({ position }) => position)).toEqual(speech.map(({ position }) => position).reverse())
      expect(found.matches[0]).toMatchObject({ text: 'All right, one more run.', highlights: [[15, 23]] })
    },
    limitMs,
  )

  test(
    'while the database is away the hot log answers for what it holds, and only what it does not is refused',
    async () => {
      await using stack = new AsyncDisposableStack()
      const { server, hotStart } = await serverInThreeParts(stack, await freshDatabase(database().url))
      await database().kill()
      stack.defer(() => database().start())
      await until('the server knows', limitMs, async () => {
        await append(server, count + 80, count + 81)
        const { status } = await ask(server, '/v1/events', { order: 'asc', limit: 1 })
        return status === 503
      })
      const newest = HistoryPage.parse((await ask(server, '/v1/events', { limit: 50 })).body)
      expect(newest.events).toHaveLength(50)
      const { status: old, body } = await ask(server, '/v1/events', { order: 'asc', limit: 5 })
      expect([old, body.error]).toEqual([503, 'archive_unavailable'])
      const recent = Date.now() - hourMs
      expect((await ask(server, '/v1/stats', { by: 'type', from: new Date(recent).toISOString() })).status).toBe(200)
      expect((await ask(server, '/v1/stats', { by: 'type' })).body.error).toBe('archive_unavailable')
      const current = await ask(server, `/v1/sessions/current/events`, { after: 0, limit: 10 })
      expect([200, 503]).toContain(current.status)
      expect(hotStart).toBeGreaterThan(1)
      const oldest = ((await ask(server, '/v1/sessions', { limit: 1 })).body.sessions as { id: string }[])[0]?.id ?? ''
      const reader = await tail(server, oldest)
      expect((await reader.closed).code).toBe(1013)
      const subscriber = stack.use(startSubscriber(server))
      await until('a subscriber from the beginning is told to start anew', limitMs, async () => subscriber.resets.length > 0)
      expect(subscriber.resets).toEqual(['archive_unavailable'])
      await append(server, count + 90, count + 91)
      await until('and goes on live', limitMs, async () => subscriber.positions.length > 0)
    },
    limitMs,
  )
})
