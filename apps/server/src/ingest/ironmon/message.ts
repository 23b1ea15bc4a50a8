import type { Game } from '@landale/protocol'
import { z } from 'zod'

const count = z.int().nonnegative()
const text = z.string().max(256)
/** Lua has one kind of table: an empty list may arrive as `{}`, an empty object as `[]`. */
const list = (most: number) => z.union([z.array(z.looseObject({})).max(most), z.strictObject({}).transform(() => [])])
const monsters = list(64)
const stats = z.union([z.looseObject({}), z.tuple([]).transform(() => ({}))])

/** What the tracker's plugin says, by type. Numbers are whole and never text: a lenient reading once lost every field. */
const bodies = {
  init: z.object({ version: text, game: z.literal([1, 2, 3]) }),
  seed: z.object({ count }),
  checkpoint: z.object({ id: count, name: z.string().min(1).max(64), seed: count.nullish() }),
  location: z.object({ id: count }),
  battle_start: z.object({ trainer: z.union([text, count.transform(String)]).nullish(), pokemon: monsters }),
  battle_end: z.object({ result: z.enum(['win', 'loss', 'run']), pokemon: monsters }),
  pokemon_update: z.object({ team: monsters }),
  item_update: z.object({ items: list(512) }),
  stats_update: z.object({ stats }),
  error: z.object({ code: z.union([text, count.transform(String)]), message: z.string().max(2_000) }),
  heartbeat: z.unknown().transform(() => ({})),
} as const

export type IronmonType = keyof typeof bodies

/** `occurredAtMs` and `frame`, the emulator's frame count, are the second envelope's; null in the first. */
type MessageOf<Type extends IronmonType> = Type extends IronmonType
  ? { type: Type; data: z.output<(typeof bodies)[Type]>; occurredAtMs: number | null; frame: number | null }
  : never

/** One message of the tracker's plugin, of either envelope. */
export type IronmonMessage = MessageOf<IronmonType>

export type ParsedMessage =
  | { kind: 'message'; message: IronmonMessage }
  | { kind: 'unknown'; type: string }
  | { kind: 'invalid'; type: string; fault: string }

/** v1: `{type, metadata}`. v2: `{type, data, timestamp, frame}`. */
const Envelope = z.looseObject({
  type: z.string().min(1).max(128),
  metadata: z.unknown().optional(),
  data: z.unknown().optional(),
  timestamp: z.number().nullish(),
  frame: count.nullish(),
})

/** Reads a decoded body. Never throws: what does not fit comes back with the path of the fault. */
export function parseMessage(body: unknown): ParsedMessage {
  const envelope = Envelope.safeParse(body)
  if (!envelope.success) return { kind: 'invalid', type: '', fault: faultOf(envelope.error, []) }
  const { type, metadata, data, timestamp, frame } = envelope.data
  if (!isKnown(type)) return { kind: 'unknown', type }
  const parsed = bodies[type].safeParse(data ?? metadata)
  if (!parsed.success) return { kind: 'invalid', type, fault: faultOf(parsed.error, [data == null ? 'metadata' : 'data']) }
  const occurredAtMs = timestamp == null ? null : toMilliseconds(timestamp)
  // Sound because `parsed` is what the schema under this very type gave.
  const message = { type, data: parsed.data, occurredAtMs, frame: frame ?? null } as IronmonMessage
  return { kind: 'message', message }
}

/** What the tracker calls its games, 1 to 3. */
export const games = { 1: 'ruby_sapphire', 2: 'emerald', 3: 'firered_leafgreen' } as const satisfies Record<number, Game>

const year2001S = 978_307_200
const year2001Ms = year2001S * 1_000
const year9999Ms = 253_402_300_799_999

/**
 * The plugin's clock in ms since the epoch, or null where the number is no time of day. Its unit is not written down anywhere:
 * what would be after 2001 in milliseconds is milliseconds (in seconds it would be after the year 32,000), what would be after
 * 2001 in seconds is seconds, and what is less counts from the emulator's start.
 */
export function toMilliseconds(timestamp: number): number | null {
  const milliseconds = Math.round(timestamp >= year2001Ms ? timestamp : timestamp * 1_000)
  return milliseconds >= year2001Ms && milliseconds <= year9999Ms ? milliseconds : null
}

function isKnown(type: string): type is IronmonType {
  return Object.hasOwn(bodies, type)
}

function faultOf(error: z.ZodError, parent: PropertyKey[]): string {
  const issue = error.issues[0]
  return issue === undefined ? 'does not fit' : `${[...parent, ...issue.path].join('.') || 'message'}: ${issue.message}`
}
