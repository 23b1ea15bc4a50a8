import type { NewEvent } from '@landale/protocol'
import type { Random } from '../../testing/src/simulator/random.ts'

const texts = [
  'naïve café, “quoted”, \'single\', "double", back\\slash, {brace}, null, NULL',
  'two\nlines\r\n\tand a tab \u0001\u001f\u007f\u0085\u2028',
  '👩‍👩‍👧 🏴‍☠️ 👏🏿 emoji and 🇯🇵 flags',
  '日本語の文章 と 한국어 和 中文',
  'עברית و عربي right to left \u202e!',
  'ﬁne ＦＵＬＬ ½ İstanbul ΟΔΥΣΣΕΥΣ Straße',
  "snake_case_name & | ! ( ) : * <-> :* 'it''s'",
  `word${'x'.repeat(300)} tail`,
  '',
] as const

const numbers = { big: 1e308, tiny: 5e-324, safe: 2 ** 53 - 1, unsafe: 1e30, third: 1 / 3, small: -1.5e-7, zero: 0 }

function nested(depth: number): unknown {
  let value: unknown = ['the bottom', null, true]
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? { deeper: value } : [value, level]
  return value
}

/** Well formed as far as the log's door can say, and nothing that we make ourselves. */
export function strangeEvent(random: Random): NewEvent {
  const text = random.pick(texts)
  const type = random.pick(['note.taken', 'Worker:Custom-1.x_y', 'context.captured', 'channel.unheard_of', 'channel.raided'])
  const refs = random.chance(0.3) ? { to_seq: random.int(0, 1e6), request_id: `r"${text}`, more: [text] } : undefined
  return {
    type,
    actor: random.pick(['operator', 'agent:seed', 'a "quoted" \\ 行為者', 'kick:🐸', 'twitch:10003']),
    payload: payloadOf(random, type, text),
    metadata: { origin: 'live', own: { key: text } },
    ...(refs && { refs }),
  }
}

function payloadOf(random: Random, type: string, text: string): Record<string, unknown> {
  if (type === 'channel.raided')
    return { user: { id: '10003', login: 'byeolbit', name: '별빛하늘' }, viewers: random.int(1, 9_000) }
  switch (random.int(0, 4)) {
    case 0:
      return { text, title: 'A title' }
    case 1:
      return { ...numbers, message: text }
    case 2:
      return { depth: nested(random.int(1, 120)), description: text }
    case 3:
      // Keys that mean something elsewhere.
      return JSON.parse(`{"__proto__":{"a":1},"constructor":[],"":0,"key \\"q\\" \\\\":{},"text":${JSON.stringify(text)}}`)
    default:
      return {}
  }
}
