import { registry } from '@landale/protocol'
import type { Random } from '@landale/testing'

// Wrong things to send: noise, and right things with one thing wrong.

const strange = [
  null,
  true,
  -1,
  0.5,
  1e308,
  '',
  'x'.repeat(300),
  '\u0000',
  '💥',
  '../..',
  "' or 1=1 --",
  [],
  [[]],
  {},
  { a: { b: [] } },
] as const

export function noise(random: Random, most = 400): Uint8Array {
  return Uint8Array.from({ length: random.int(1, most) }, () => random.int(0, 255))
}

/** A valid append with one field replaced, removed or added. */
export function mutatedAppend(random: Random): string {
  const [definition] = [...registry.values()].slice(random.int(0, registry.size - 1))
  const event: Record<string, unknown> = {
    type: definition?.type ?? 'x',
    payload: structuredClone(definition?.example) as Record<string, unknown>,
    actor: 'twitch:1',
    metadata: { origin: 'test' },
    refs: { step: 1 },
    idempotency_key: `m${random.int(0, 1e9)}`,
  }
  const target = random.chance(0.4) ? (event.payload as Record<string, unknown>) : event
  const fields = Object.keys(target)
  const field = fields[random.int(0, Math.max(0, fields.length - 1))] ?? 'type'
  if (random.chance(0.3)) delete target[field]
  else if (random.chance(0.2)) target[`extra${random.int(0, 99)}`] = 1
  else target[field] = random.pick(strange)
  return cut(random, JSON.stringify(event))
}

/** Sometimes the text itself is broken: cut short, doubled or with a letter changed. */
function cut(random: Random, text: string): string {
  const at = random.int(0, text.length - 1)
  if (random.chance(0.15)) return text.slice(0, at)
  if (random.chance(0.1)) return text + text
  if (random.chance(0.15)) return text.slice(0, at) + String.fromCharCode(random.int(1, 0x2fff)) + text.slice(at + 1)
  return text
}

/** A frame of a channel with something wrong with it; never one that would succeed. */
export function badFrame(random: Random): string | Uint8Array {
  if (random.chance(0.2)) return noise(random)
  if (random.chance(0.2)) return cut(random, String.fromCharCode(...noise(random, 80)))
  const topic = random.pick(['events:all', 'events:nobody', 'overlay:ironmon', 'dashboard:main', 'phoenix', '', 'x'.repeat(400)])
  const event = random.pick(['phx_join', 'event.test', 'x', '', 'phx_close', 'y'.repeat(300)])
  const frame: unknown[] = [
    '1',
    '1',
    topic,
    event === 'phx_join' && topic !== 'events:nobody' ? 'z' : event,
    { cursor: -1, limit: 'x' },
  ]
  if (random.chance(0.5)) frame[random.int(0, 4)] = random.pick([7, {}, [], true, 'q'.repeat(500)])
  if (random.chance(0.2)) frame.length = random.int(0, 4)
  return JSON.stringify(frame)
}

/** Bytes on a game's port that are no frame, or a frame that is no message. */
export function badGameBytes(random: Random): Uint8Array {
  const text = random.pick([
    () => framed(JSON.stringify({ type: random.pick(['seed', 'checkpoint', 'nothing']), metadata: random.pick(strange) })),
    () => framed(JSON.stringify(random.pick(strange))),
    () => `${random.int(1, 500)} {"type":"seed","metadata":{}}`,
    () => `-${random.int(1, 99)} {}`,
    () => `${'9'.repeat(random.int(7, 30))} {}`,
    () => `${random.int(1, 40)} ${'{'.repeat(random.int(1, 60))}`,
    () => `x${random.int(0, 9)} {"type":"seed"}`,
    () => '0 ',
  ])()
  return random.chance(0.3) ? noise(random) : new TextEncoder().encode(text)
}

function framed(body: string): string {
  return `${Buffer.byteLength(body)} ${body}`
}
