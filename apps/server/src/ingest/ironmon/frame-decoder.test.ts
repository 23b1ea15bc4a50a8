import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { type DecodedFrame, defaultFrameLimits, FrameDecoder } from './frame-decoder.ts'

const encoder = new TextEncoder()
const seed = Number(Bun.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))
console.log(`frame decoder: FAST_CHECK_SEED=${seed}`)

const inBytes = (text: string) => `${encoder.encode(text).length} ${text}`
const inUnits = (text: string) => `${text.length} ${text}`
const decode = (...chunks: (string | Uint8Array)[]): DecodedFrame[] => {
  const decoder = new FrameDecoder()
  return chunks.flatMap((chunk) => decoder.push(typeof chunk === 'string' ? encoder.encode(chunk) : chunk))
}
const bodies = (frames: DecodedFrame[]) => frames.flatMap((frame) => (frame.kind === 'message' ? [frame.body] : []))
const faults = (frames: DecodedFrame[]) => frames.flatMap((frame) => (frame.kind === 'bad' ? [frame] : []))
const ash = '{"type":"pokemon_update","data":{"team":[{"nickname":"Ash♂ 🔥"}]}}'
const heartbeat = '{"type":"heartbeat"}'

describe('lengths', () => {
  test('count bytes', () => {
    expect(bodies(decode(inBytes(ash) + inBytes(heartbeat)))).toEqual([JSON.parse(ash), JSON.parse(heartbeat)])
  })

  test('or UTF-16 code units, where bytes do not parse', () => {
    expect(bodies(decode(inUnits(ash) + inBytes(heartbeat)))).toEqual([JSON.parse(ash), JSON.parse(heartbeat)])
  })

  test('in code units wait for the bytes that are still to come, inside a code point too', () => {
    const bytes = encoder.encode(inUnits(ash))
    const decoder = new FrameDecoder()
    expect(decoder.push(bytes.subarray(0, bytes.length - 3))).toEqual([])
    expect(bodies(decoder.push(bytes.subarray(bytes.length - 3)))).toEqual([JSON.parse(ash)])
  })

  test('may be followed by a line break', () => {
    expect(bodies(decode(`${inBytes(heartbeat)}\r\n${inUnits(ash)}\n${inBytes(heartbeat)}`))).toHaveLength(3)
  })

  test('up to the limit are taken, and above it are not', () => {
    const limits = { ...defaultFrameLimits, maxFrameLength: 20 }
    expect(bodies(new FrameDecoder(limits).push(encoder.encode(inBytes(heartbeat))))).toHaveLength(1)
    const over = new FrameDecoder(limits).push(encoder.encode(inBytes(`${heartbeat} `)))
    expect(over).toEqual([{ kind: 'bad', reason: 'too_large', closes: true }])
  })
})

describe('a body that is not JSON', () => {
  test('costs no other frame', () => {
    const frames = decode(inBytes('{"type":oops}') + inBytes(heartbeat))
    expect(frames).toEqual([
      { kind: 'bad', reason: 'not_json', closes: false },
      { kind: 'message', body: JSON.parse(heartbeat) },
    ])
  })

  test('and not ASCII waits for no code units once a whole frame stands behind it', () => {
    const broken = inBytes(`{"type":"${'é'.repeat(200)}"`)
    const [first, ...rest] = decode(broken, inBytes(heartbeat))
    expect(first).toEqual({ kind: 'bad', reason: 'not_json', closes: false })
    expect(bodies(rest)).toEqual([JSON.parse(heartbeat)])
  })

  test('in code units ends where they end', () => {
    expect(bodies(decode(inUnits('{"type":"éé"') + inBytes(heartbeat)))).toEqual([JSON.parse(heartbeat)])
  })

  test('because its length is a lie is searched for the frames it swallowed', () => {
    expect(bodies(decode(`62 ${heartbeat}${inBytes(heartbeat)}${inUnits(ash)}`)).at(-1)).toEqual(JSON.parse(ash))
    expect(bodies(decode(`9 ${heartbeat}${inBytes(heartbeat)}`))).toEqual([JSON.parse(heartbeat)])
  })

  test('or is no object is reported', () => {
    expect(decode(`4 null2 []0 ${inBytes(heartbeat)}`)).toMatchObject([
      { reason: 'not_an_object' },
      { reason: 'not_an_object' },
      { reason: 'not_json' },
      { kind: 'message' },
    ])
  })
})

describe('a bad prefix', () => {
  test.each(['-5 {"a":1}', 'abc', 'GET / HTTP/1.1\r\n\r\n', '12345678 {', '1048577 {', '+5 x', '5{"a"', '\u0000\u0001'])(
    '%p closes where nothing like a frame follows',
    (text) => {
      expect(faults(decode(inBytes(heartbeat) + text)).at(-1)?.closes).toBe(true)
    },
  )

  test('is skipped where the next frame is in sight', () => {
    const frames = decode(`${inBytes(heartbeat)}-5 rubbish ${inBytes(heartbeat)}`)
    expect(frames.map((frame) => frame.kind)).toEqual(['message', 'bad', 'message'])
  })

  test('again and again closes', () => {
    const frames = decode('x 1 {'.repeat(500))
    expect(faults(frames).length).toBeLessThanOrEqual(defaultFrameLimits.maxBadFrames + 1)
    expect(frames.at(-1)).toMatchObject({ closes: true })
  })
})

test('an end in the middle of a frame is said, and one between frames is not', () => {
  const decoder = new FrameDecoder()
  decoder.push(encoder.encode(inBytes(heartbeat)))
  expect(decoder.end()).toEqual([])
  decoder.push(encoder.encode('20 {"ty'))
  expect(decoder.end()).toEqual([{ kind: 'bad', reason: 'truncated', closes: true }])
})

// Were a byte to cost what the bytes before it do, this would outlast the test's time limit a hundred times over.
test('a megabyte in chunks of one byte is decoded', () => {
  const text = JSON.stringify({ type: 'x', metadata: 'é'.repeat(340_000) })
  const bytes = encoder.encode(inUnits(text))
  const decoder = new FrameDecoder()
  const frames: DecodedFrame[] = []
  for (let index = 0; index < bytes.length; index += 1) frames.push(...decoder.push(bytes.subarray(index, index + 1)))
  expect(bodies(frames)).toEqual([JSON.parse(text)])
})

describe('properties', () => {
  const type = fc.string({ unit: 'grapheme' })
  const frameText = fc
    .oneof(
      fc.record({ type, metadata: fc.jsonValue() }),
      fc.record({ type, data: fc.jsonValue(), timestamp: fc.nat(), frame: fc.nat() }),
    )
    .map((body) => JSON.stringify(body))
  const frame = fc.tuple(frameText, fc.boolean()).map(([text, units]) => ({ text, wire: units ? inUnits(text) : inBytes(text) }))

  test('frames joined and split at any byte give the same messages', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 12 }), fc.array(fc.nat({ max: 4_000 })), fc.boolean(), (frames, cuts, single) => {
        const bytes = encoder.encode(frames.map(({ wire }) => wire).join(''))
        const edges = single ? [...bytes.keys()] : [...cuts.filter((cut) => cut < bytes.length)].sort((a, b) => a - b)
        const chunks = [0, ...edges].map((edge, index) => bytes.slice(edge, edges[index] ?? bytes.length))
        expect(decode(...chunks)).toEqual(frames.map(({ text }) => ({ kind: 'message', body: JSON.parse(text) })))
      }),
      { seed, numRuns: 1_000 },
    )
  })

  test('no input throws, and memory stays bounded', () => {
    const limits = { maxFrameLength: 2_000, resyncBytes: 1_000, maxBadFrames: 50 }
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      frame.map(({ wire }) => encoder.encode(wire)),
      fc.tuple(frame, fc.nat(), fc.nat({ max: 255 })).map(([{ wire }, at, byte]) => {
        const bytes = encoder.encode(wire)
        bytes[at % bytes.length] = byte
        return bytes
      }),
      fc.constantFrom('9999999 {', '1999 {', ' ', '-1 ', '7', '\r\n', '2 {}').map((text) => encoder.encode(text)),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const decoder = new FrameDecoder(limits)
        for (const bytes of pieces) {
          decoder.push(bytes)
          expect(decoder.allocatedBytes).toBeLessThanOrEqual(65_536)
        }
        decoder.end()
      }),
      { seed, numRuns: 20_000 },
    )
  })

  test('a flood in one chunk is held a slice at a time', () => {
    const decoder = new FrameDecoder()
    decoder.push(encoder.encode(`1048576 {"type":"${'é'.repeat(8_000_000)}`))
    expect(decoder.allocatedBytes).toBeLessThanOrEqual(8_388_608)
  })
})
