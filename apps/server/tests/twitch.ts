import { join } from 'node:path'
import { EventLog } from '@landale/event-log'
import { Event, feedBit, type SourceStatus, type TwitchState } from '@landale/protocol'
import { type Clock, createLogger, systemClock } from '@landale/service'
import { environmentOf, temporaryFolder } from '@landale/testing/server'
import { type FakeTwitch, type FakeTwitchOptions, fakeTwitch } from '@landale/testing/twitch'
import { createAppend } from '@/append.ts'
import { loadConfig } from '@/config.ts'
import { nothing } from '@/ingest/player/playing.ts'
import { Sources } from '@/ingest/sources.ts'
import { TokenStore } from '@/ingest/twitch/auth/token-store.ts'
import { wantedScopes } from '@/ingest/twitch/event-sub/subscriptions.ts'
import { createMetrics } from '@/metrics.ts'

const pageEvents = 10_000

/** A fake Twitch that grants what a sign-in asks for. */
export function twitchHere(options: FakeTwitchOptions = {}): Promise<FakeTwitch> {
  return fakeTwitch({ pollIntervalSeconds: 1, ...options })
}

/** The variables that point a server at it. */
export function twitchEnvironment(twitch: FakeTwitch): Record<string, string> {
  return {
    TWITCH_CLIENT_ID: twitch.clientId,
    TWITCH_AUTH_URL: twitch.authUrl,
    TWITCH_HELIX_URL: twitch.helixUrl,
    TWITCH_EVENTSUB_URL: twitch.eventSubUrl,
  }
}

/** Keeps a sign-in in a data folder, as one that was agreed to before. */
export async function keepSignIn(dataDir: string, twitch: FakeTwitch, clock: Clock = systemClock, scopes = wantedScopes) {
  const { accessToken, refreshToken, expiresInSeconds } = twitch.signedInTokens(scopes)
  const { id, login, display_name: name } = twitch.user
  await new TokenStore(dataDir).save({
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_at: clock.now() + expiresInSeconds * 1_000,
    scopes: [...scopes],
    user: { id, login, name },
  })
}

export type Listening = AsyncDisposable & {
  sources: Sources
  log: EventLog
  /** Everything in the log, in order. */
  events(): Promise<Event[]>
  status(): SourceStatus
  view(): TwitchState
  metric(name: string): Promise<string>
  /** Resolves when it holds. Looks at every turn of the event loop, and gives up after a while. */
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void>
}

/** All sources on a log of their own, with a clock of the test's, signed in at a fake Twitch. */
export async function listening(twitch: FakeTwitch, { clock = systemClock, scopes = wantedScopes } = {}): Promise<Listening> {
  const folder = temporaryFolder()
  await keepSignIn(folder.path, twitch, clock, scopes)
  const config = loadConfig(environmentOf({ environment: twitchEnvironment(twitch) }, folder.path))
  const log = new EventLog({ folder: join(folder.path, 'log'), clock: clock.now })
  const metrics = createMetrics()
  const ending = new AbortController()
  const sources = new Sources({
    append: createAppend({ log, metrics }),
    config,
    clock,
    logger: createLogger({ service: 'test', level: 'error', terminal: false }),
    metrics,
    sessionKind: () => log.session('current')?.kind,
    currentRun: () => null,
    captionsOn: () => false,
    overlayPages: () => [],
    playing: () => nothing,
    roleOf: () => undefined,
    onChange: () => {},
    signal: ending.signal,
  })
  sources.start()
  return {
    sources,
    log,
    events: async () => {
      const rows = await log.readFeeds({ after: 0, upTo: log.head, feeds: feedBit('all'), limit: pageEvents })
      return rows.map(({ body }) => Event.parse(JSON.parse(body)))
    },
    status: () => {
      const status = sources.statuses.find(({ name }) => name === 'twitch')
      if (status === undefined) throw new Error('there is no source of that name')
      return status
    },
    view: () => sources.views.twitch,
    metric: async (name) => (await metrics.registry.getSingleMetricAsString(`landale_${name}`)).trim(),
    until,
    async [Symbol.asyncDispose]() {
      ending.abort()
      await sources.stop()
      await log.close()
      folder[Symbol.dispose]()
    },
  }
}

const patienceMs = 30_000

export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const startedAt = performance.now()
  while (!(await holds())) {
    if (performance.now() - startedAt > patienceMs) throw new Error(`waited in vain until ${what}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
