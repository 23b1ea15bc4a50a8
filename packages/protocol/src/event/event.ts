import { z } from 'zod'

/** A dotted, past-tense, platform-neutral name: `channel.followed`. Unknown types of this form are carried as they are. */
export const EventType = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[A-Za-z0-9._:-]+$/, 'may hold letters, digits, ".", "_", "-" and ":" only')
export type EventType = z.infer<typeof EventType>

/** The sources that the platform itself knows; a worker may name its own. */
export const knownSources = [
  'twitch',
  'obs',
  'ironmon',
  'rainwave',
  'player',
  'webhook',
  'phononmaser',
  'seed',
  'dashboard',
  'simulator',
  'system',
] as const
export type KnownSource = (typeof knownSources)[number]

/** `live` happened, `test` was asked for from the dashboard or the simulator, `replay` is shown again. */
export const Origin = z.enum(['live', 'test', 'replay'])
export type Origin = z.infer<typeof Origin>

const isoTime = z.iso.datetime({ offset: true })

/** A producer's own keys are carried beside the known ones. */
export const Metadata = z.looseObject({
  correlation_id: z.string().min(1),
  causation_id: z.string().min(1).optional(),
  origin: Origin,
  /** The source's clock, ISO 8601. */
  occurred_at: isoTime,
  /** The type under which the source itself knows the event, e.g. `channel.follow`. */
  raw_type: z.string().min(1).optional(),
})
export type Metadata = z.infer<typeof Metadata>

/** What a producer may say; the log fills in what is missing. */
export const NewMetadata = Metadata.partial()
export type NewMetadata = z.infer<typeof NewMetadata>

export const Refs = z.looseObject({
  to_seq: z.int().nonnegative().optional(),
  request_id: z.string().optional(),
  sequence_id: z.string().optional(),
  step: z.int().nonnegative().optional(),
})
export type Refs = z.infer<typeof Refs>

export const Payload = z.record(z.string(), z.unknown())
export type Payload = z.infer<typeof Payload>

const id = z.string().regex(/^evt_[0-9a-f-]{36}$/, 'must be evt_ and a UUID')

/** What a producer hands to the log. */
export const NewEvent = z.strictObject({
  id: id.optional(),
  type: EventType,
  payload: Payload,
  /** Who did it: `twitch:12826`, `operator`, `agent:seed`, `system`. */
  actor: z.string().min(1).max(256),
  source: z.string().min(1).max(64).optional(),
  metadata: NewMetadata.optional(),
  refs: Refs.optional(),
  /** Unique within its session for at least 30 days; the same content again returns the first `seq`. */
  idempotency_key: z.string().min(1).max(512).optional(),
})
export type NewEvent = z.infer<typeof NewEvent>

/**
 * The one shape that crosses every seam. `position` grows by one over the whole log and is the cursor of feeds;
 * `seq` is contiguous from 1 within `session`. Times are ISO 8601. Fields that were not given are left out, never null.
 */
export const Event = z.object({
  id,
  position: z.int().positive(),
  session: z.string().min(1),
  seq: z.int().positive(),
  type: EventType,
  source: z.string().min(1).optional(),
  actor: z.string().min(1),
  payload: Payload,
  metadata: Metadata,
  refs: Refs.optional(),
  idempotency_key: z.string().min(1).optional(),
  /** The log's clock. */
  inserted_at: isoTime,
})
export type Event = z.infer<typeof Event>
