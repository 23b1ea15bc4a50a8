import { join, resolve } from 'node:path'
import { portNumber, readConfig, wholeNumber } from '@landale/service'
import { z } from 'zod'

const key = z
  .string()
  .regex(/^[A-Za-z0-9_-]{16,128}$/, 'must be 16 to 128 letters, digits, "_" or "-" (it travels in a WebSocket subprotocol)')
  .optional()

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  )

/** Days that something is kept: 0 for ever, or more than the month in which late events are still added to the aggregates. */
const retentionDays = (otherwise: number) =>
  wholeNumber({ from: 0, to: 36_500, otherwise }).refine(
    (days) => days === 0 || days > 30,
    'must be 0, for ever, or more than 30',
  )

const databaseUrl = z
  .union(
    [z.literal('none'), z.url({ protocol: /^postgres(?:ql)?$/ })],
    'must be "none" or postgres://user:password@host:port/database',
  )
  .optional()

/** Another service's address. */
const address = (protocol: RegExp, otherwise: string) => z.url({ protocol }).default(otherwise)

const obsUrl = z
  .union([z.literal('none'), z.url({ protocol: /^wss?$/ })], 'must be "none" or ws://host:port')
  .default('ws://127.0.0.1:4455')

const Environment = z.object({
  LANDALE_HOST: z.string().default('127.0.0.1'),
  LANDALE_PORT: portNumber(7_175),
  LANDALE_TCP_PORT: portNumber(8_080),
  LANDALE_HEALTH_PORT: portNumber(8_890),
  LANDALE_DATA_DIR: z.string().default('./data'),
  LANDALE_CONFIG_DIR: z.string().default('./config'),
  LANDALE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LANDALE_ALLOWED_ORIGINS: list.pipe(z.array(z.url())),
  LANDALE_CONTROL_KEY: key,
  LANDALE_WORKER_KEY: key,
  LANDALE_OVERLAY_KEY: key,
  LANDALE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  LANDALE_LOG_FORMAT: z.enum(['auto', 'json', 'pretty']).default('auto'),
  LANDALE_SHOW_ADDRESSES: z.enum(['auto', 'yes', 'no']).default('auto'),
  LANDALE_MAX_SOCKETS: wholeNumber({ from: 1, to: 100_000, otherwise: 1_000 }),
  LANDALE_MAX_TOPICS: wholeNumber({ from: 1, to: 1_000, otherwise: 100 }),
  LANDALE_MAX_FRAME_BYTES: wholeNumber({ from: 1_024, to: 16_777_216, otherwise: 131_072 }),
  LANDALE_MAX_INBOUND_FRAMES: wholeNumber({ from: 1, to: 100_000, otherwise: 256 }),
  LANDALE_MAX_FRAMES_PER_SECOND: wholeNumber({ from: 1, to: 100_000, otherwise: 200 }),
  LANDALE_MAX_BUFFERED_BYTES: wholeNumber({ from: 65_536, to: 1_073_741_824, otherwise: 8_388_608 }),
  LANDALE_SLOW_READER_SECONDS: wholeNumber({ from: 1, to: 3_600, otherwise: 10 }),
  LANDALE_MAX_REPLAY: wholeNumber({ from: 1, to: 10_000, otherwise: 10_000 }),
  LANDALE_MAX_REPLAY_SCAN: wholeNumber({ from: 1, to: 10_000_000, otherwise: 200_000 }),
  LANDALE_BATCH_WINDOW_MS: wholeNumber({ from: 1, to: 10_000, otherwise: 50 }),
  LANDALE_MAX_BATCH_EVENTS: wholeNumber({ from: 1, to: 10_000, otherwise: 500 }),
  LANDALE_MAX_BATCH_BYTES: wholeNumber({ from: 1_024, to: 16_777_216, otherwise: 262_144 }),
  LANDALE_MAX_REQUESTS_PER_SECOND: wholeNumber({ from: 1, to: 10_000_000, otherwise: 20_000 }),
  LANDALE_MAX_BODY_BYTES: wholeNumber({ from: 1_024, to: 1_073_741_824, otherwise: 8_388_608 }),
  LANDALE_HOT_HOURS: wholeNumber({ from: 1, to: 8_760, otherwise: 24 }),
  DATABASE_URL: databaseUrl,
  LANDALE_RETENTION_DAYS: retentionDays(365),
  LANDALE_TRANSCRIPTION_RETENTION_DAYS: retentionDays(90),
  LANDALE_ARCHIVE_BATCH_EVENTS: wholeNumber({ from: 1, to: 5_000, otherwise: 5_000 }),
  LANDALE_ARCHIVE_BATCH_BYTES: wholeNumber({ from: 1_024, to: 67_108_864, otherwise: 8_388_608 }),
  LANDALE_ARCHIVE_INTERVAL_MS: wholeNumber({ from: 10, to: 60_000, otherwise: 500 }),
  LANDALE_HISTORY_TIMEOUT_MS: wholeNumber({ from: 100, to: 60_000, otherwise: 5_000 }),
  LANDALE_MAX_HISTORY_QUERIES: wholeNumber({ from: 1, to: 1_000, otherwise: 32 }),
  LANDALE_MAX_CUES: wholeNumber({ from: 1, to: 10_000, otherwise: 200 }),
  LANDALE_TCP_MAX_CONNECTIONS: wholeNumber({ from: 1, to: 10_000, otherwise: 16 }),
  LANDALE_TCP_IDLE_SECONDS: wholeNumber({ from: 1, to: 604_800, otherwise: 21_600 }),
  LANDALE_MAX_QUEUED_EVENTS: wholeNumber({ from: 100, to: 1_000_000, otherwise: 20_000 }),
  LANDALE_MAX_INTAKE_EVENTS: wholeNumber({ from: 1, to: 4_000, otherwise: 500 }),
  LANDALE_OUTBOUND_TIMEOUT_MS: wholeNumber({ from: 100, to: 120_000, otherwise: 10_000 }),
  LANDALE_MAX_OUTBOUND_CALLS: wholeNumber({ from: 1, to: 1_000, otherwise: 8 }),
  LANDALE_MAX_QUEUED_CALLS: wholeNumber({ from: 1, to: 10_000, otherwise: 256 }),
  OBS_URL: obsUrl,
  OBS_PASSWORD: z.string().max(256).optional(),
  TWITCH_CLIENT_ID: z
    .string()
    .regex(/^[a-z0-9]{8,64}$/, 'must be the Client ID of an application at dev.twitch.tv/console/apps')
    .optional(),
  TWITCH_AUTH_URL: address(/^https?$/, 'https://id.twitch.tv/oauth2'),
  TWITCH_HELIX_URL: address(/^https?$/, 'https://api.twitch.tv/helix'),
  TWITCH_EMOTES_URL: address(/^https?$/, 'https://static-cdn.jtvnw.net/emoticons/v2'),
  TWITCH_EVENTSUB_URL: address(/^wss?$/, 'wss://eventsub.wss.twitch.tv/ws'),
  RAINWAVE_URL: address(/^https?$/, 'https://rainwave.cc/api4'),
  RAINWAVE_USER_ID: z
    .string()
    .regex(/^\d{1,12}$/, 'must be the number of your account')
    .optional(),
  RAINWAVE_API_KEY: z.string().min(1).max(128).optional(),
  RAINWAVE_STATION: wholeNumber({ from: 1, to: 5, otherwise: 3 }),
  LANDALE_WEBHOOKS_FILE: z.string().optional(),
  LANDALE_PAGES_DIR: z.string().default(resolve(import.meta.dir, '../..')),
})

/** Everything the server reads from its environment, once, frozen. `.env.example` says what each variable means. */
export type Config = ReturnType<typeof loadConfig>

export function loadConfig(environment: Record<string, string | undefined>) {
  const given = readConfig(Environment, environment)
  return Object.freeze({
    host: given.LANDALE_HOST,
    ports: { http: given.LANDALE_PORT, tcp: given.LANDALE_TCP_PORT, health: given.LANDALE_HEALTH_PORT },
    dataDir: resolve(given.LANDALE_DATA_DIR),
    configDir: resolve(given.LANDALE_CONFIG_DIR),
    pagesDir: given.LANDALE_PAGES_DIR,
    publicUrl: given.LANDALE_PUBLIC_URL,
    allowedOrigins: given.LANDALE_ALLOWED_ORIGINS,
    keys: { control: given.LANDALE_CONTROL_KEY, worker: given.LANDALE_WORKER_KEY, overlay: given.LANDALE_OVERLAY_KEY },
    logLevel: given.LANDALE_LOG_LEVEL,
    logFormat: given.LANDALE_LOG_FORMAT,
    showAddresses: given.LANDALE_SHOW_ADDRESSES,
    socket: {
      maxSockets: given.LANDALE_MAX_SOCKETS,
      maxTopics: given.LANDALE_MAX_TOPICS,
      maxFrameBytes: given.LANDALE_MAX_FRAME_BYTES,
      maxInboundFrames: given.LANDALE_MAX_INBOUND_FRAMES,
      maxFramesPerSecond: given.LANDALE_MAX_FRAMES_PER_SECOND,
      maxBufferedBytes: given.LANDALE_MAX_BUFFERED_BYTES,
      slowReaderMs: given.LANDALE_SLOW_READER_SECONDS * 1_000,
    },
    replay: { maxEvents: given.LANDALE_MAX_REPLAY, maxScan: given.LANDALE_MAX_REPLAY_SCAN },
    batch: {
      windowMs: given.LANDALE_BATCH_WINDOW_MS,
      maxEvents: given.LANDALE_MAX_BATCH_EVENTS,
      maxBytes: given.LANDALE_MAX_BATCH_BYTES,
    },
    http: { maxRequestsPerSecond: given.LANDALE_MAX_REQUESTS_PER_SECOND, maxBodyBytes: given.LANDALE_MAX_BODY_BYTES },
    hotWindowMs: given.LANDALE_HOT_HOURS * 3_600_000,
    archive: {
      /** Undefined: an embedded PostgreSQL in the data folder. */
      databaseUrl: given.DATABASE_URL,
      retention: {
        eventsDays: given.LANDALE_RETENTION_DAYS,
        transcriptionsDays: given.LANDALE_TRANSCRIPTION_RETENTION_DAYS,
      },
      batch: { maxEvents: given.LANDALE_ARCHIVE_BATCH_EVENTS, maxBytes: given.LANDALE_ARCHIVE_BATCH_BYTES },
      intervalMs: given.LANDALE_ARCHIVE_INTERVAL_MS,
    },
    history: { timeoutMs: given.LANDALE_HISTORY_TIMEOUT_MS, maxQueries: given.LANDALE_MAX_HISTORY_QUERIES },
    intake: { maxQueued: given.LANDALE_MAX_QUEUED_EVENTS, maxBatch: given.LANDALE_MAX_INTAKE_EVENTS },
    outbound: {
      timeoutMs: given.LANDALE_OUTBOUND_TIMEOUT_MS,
      maxConcurrent: given.LANDALE_MAX_OUTBOUND_CALLS,
      maxQueued: given.LANDALE_MAX_QUEUED_CALLS,
    },
    obs: { url: given.OBS_URL === 'none' ? undefined : given.OBS_URL, password: given.OBS_PASSWORD },
    twitch: {
      /** Undefined: Twitch is off. */
      clientId: given.TWITCH_CLIENT_ID,
      authUrl: given.TWITCH_AUTH_URL.replace(/\/$/, ''),
      helixUrl: given.TWITCH_HELIX_URL.replace(/\/$/, ''),
      eventSubUrl: given.TWITCH_EVENTSUB_URL,
      emotesUrl: given.TWITCH_EMOTES_URL.replace(/\/$/, ''),
    },
    rainwave: {
      url: given.RAINWAVE_URL.replace(/\/$/, ''),
      userId: given.RAINWAVE_USER_ID,
      apiKey: given.RAINWAVE_API_KEY,
      station: given.RAINWAVE_STATION,
    },
    webhooksFile: resolve(given.LANDALE_WEBHOOKS_FILE ?? join(given.LANDALE_DATA_DIR, 'webhooks.json')),
    maxCues: given.LANDALE_MAX_CUES,
    tcp: { maxConnections: given.LANDALE_TCP_MAX_CONNECTIONS, idleSeconds: given.LANDALE_TCP_IDLE_SECONDS },
  })
}
