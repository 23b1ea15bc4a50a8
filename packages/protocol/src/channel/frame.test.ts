import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { decodeBinaryEnvelope, decodeFrame, encodeEvents, encodeFrame, encodeReply, type Frame } from './frame.ts'

const seed = Number(process.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))
console.log(`frame: FAST_CHECK_SEED=${seed}`)

/** Text of any code points; each may take two UTF-16 units, which is what the limits count. */
const text = (maxUnits: number, minLength = 1) => fc.string({ unit: 'binary', minLength, maxLength: Math.trunc(maxUnits / 2) })
const ref = fc.option(text(32, 0))
const topic = text(256)
const event = text(128)
const payload = fc.dictionary(
  text(20, 0).filter((key) => key !== '__proto__'),
  fc.jsonValue(),
)
const frame: fc.Arbitrary<Frame> = fc.record({ joinRef: ref, ref, topic, event, payload }, { noNullPrototype: true })

describe('a text frame', () => {
  test('is the same after it was written and read, whatever alphabet it is in', () => {
    fc.assert(
      fc.property(frame, (sent) => {
        const expected = JSON.parse(JSON.stringify(sent)) as Frame
        expect(decodeFrame(encodeFrame(sent))).toEqual({ ok: true, frame: expected })
      }),
      { seed },
    )
  })

  test('is five things in the order of the protocol', () => {
    expect(encodeFrame({ joinRef: '5', ref: '6', topic: 'room:1', event: 'evt', payload: { a: '日本語 🎉' } })).toBe(
      '["5","6","room:1","evt",{"a":"日本語 🎉"}]',
    )
  })

  test('never makes the reader throw, whatever was sent', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json(),
          fc.array(fc.jsonValue()).map((list) => JSON.stringify(list)),
        ),
        (sent) => {
          const result = decodeFrame(sent)
          if (!result.ok) expect(result.message).toStartWith('frame')
        },
      ),
      { seed },
    )
  })

  test.each([
    ['is no JSON', '["1","1","room:1"', 'frame is not JSON'],
    ['is nothing', '', 'frame is not JSON'],
    ['is an object, as version 1 had them', '{"topic":"room:1"}', 'frame: '],
    ['lacks its payload', '["1","1","room:1","evt"]', 'frame'],
    ['has a sixth part', '["1","1","room:1","evt",{},0]', 'frame: '],
    ['has a number for a join_ref', '[1,"1","room:1","evt",{}]', 'frame.join_ref: '],
    ['has a number for a ref', '["1",1,"room:1","evt",{}]', 'frame.ref: '],
    ['has an endless ref', `["1","${'9'.repeat(33)}","room:1","evt",{}]`, 'frame.ref: '],
    ['has no topic', '["1","1","","evt",{}]', 'frame.topic: '],
    ['has an endless topic', `["1","1","${'x'.repeat(257)}","evt",{}]`, 'frame.topic: '],
    ['has no event', '["1","1","room:1","",{}]', 'frame.event: '],
    ['has null for an event', '["1","1","room:1",null,{}]', 'frame.event: '],
    ['has null for a payload', '["1","1","room:1","evt",null]', 'frame.payload: '],
    ['has a list for a payload', '["1","1","room:1","evt",[]]', 'frame.payload: '],
  ])('that %s is refused by name', (_fault, sent, message) => {
    const result = decodeFrame(sent)
    expect(result).toEqual({ ok: false, message: expect.stringContaining(message) })
  })
})

test('a reply carries the references and the topic of what it answers', () => {
  const to = { joinRef: '5', ref: '6', topic: 'room:1' }
  expect(encodeReply(to, 'ok', { a: 1 })).toBe('["5","6","room:1","phx_reply",{"status":"ok","response":{"a":1}}]')
  expect(encodeReply({ ...to, joinRef: null }, 'error', { reason: 'no' })).toBe(
    '[null,"6","room:1","phx_reply",{"status":"error","response":{"reason":"no"}}]',
  )
})

test('a frame around events that are text already is what a frame of the events themselves would be', () => {
  const events = fc.array(payload, { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(topic, fc.nat(), events, ref, (name, prev, list, joinRef) => {
      const bodies = list.map((body) => JSON.stringify(body))
      expect(encodeEvents(name, prev, bodies, joinRef)).toBe(
        JSON.stringify([joinRef, null, name, 'events', { prev, events: list }]),
      )
    }),
    { seed },
  )
  expect(encodeEvents('events:all', 7, ['{"n":8}'])).toBe('[null,null,"events:all","events",{"prev":7,"events":[{"n":8}]}]')
})

describe('a binary push', () => {
  const bytesOf = (value: string) => [...new TextEncoder().encode(value)]
  /** `00 | jrLen refLen topicLen eventLen | join_ref ref topic event | data`, as the stock client writes it. */
  const push = (joinRef: string, reference: string, name: string, kind: string, data: number[] = []) => {
    const parts = [joinRef, reference, name, kind].map(bytesOf)
    return Uint8Array.from([0, ...parts.map(({ length }) => length), ...parts.flat(), ...data])
  }

  test('is read byte by byte', () => {
    const bytes = Uint8Array.of(0, 1, 2, 3, 4, 0x35, 0x31, 0x32, 0x61, 0x3a, 0x62, 0x70, 0x75, 0x73, 0x68, 0xff, 0x00)
    expect(decodeBinaryEnvelope(bytes)).toEqual({ joinRef: '5', ref: '12', topic: 'a:b', event: 'push' })
  })

  test('has sizes in bytes, not letters, and ends with data that may be anything or nothing', () => {
    const expected = { joinRef: '1', ref: '2', topic: 'räume:日本', event: '🎉' }
    expect(decodeBinaryEnvelope(push('1', '2', 'räume:日本', '🎉'))).toEqual(expected)
    expect(decodeBinaryEnvelope(push('1', '2', 'räume:日本', '🎉', [0xc3, 0x28]))).toEqual(expected)
  })

  test('has null for a reference that is empty', () => {
    expect(decodeBinaryEnvelope(push('', '', 'a', 'b'))).toEqual({ joinRef: null, ref: null, topic: 'a', event: 'b' })
  })

  test('has room for 255 bytes a part', () => {
    const longest = 'x'.repeat(255)
    expect(decodeBinaryEnvelope(push(longest, longest, longest, longest))).toEqual({
      joinRef: longest,
      ref: longest,
      topic: longest,
      event: longest,
    })
  })

  test('that is cut short anywhere before its data is none', () => {
    const whole = push('5', '12', 'room:1', 'evt')
    for (let size = 0; size < whole.length; size += 1) expect(decodeBinaryEnvelope(whole.subarray(0, size))).toBeUndefined()
    expect(decodeBinaryEnvelope(whole)).toBeDefined()
  })

  test('is not what a server sends: a reply or a broadcast is none', () => {
    const bytes = push('5', '12', 'room:1', 'evt')
    for (const kind of [1, 2, 255]) expect(decodeBinaryEnvelope(Uint8Array.from([kind, ...bytes.subarray(1)]))).toBeUndefined()
  })

  test('whose names are not UTF-8 is none', () => {
    expect(decodeBinaryEnvelope(Uint8Array.of(0, 0, 0, 2, 1, 0xc3, 0x28, 0x61))).toBeUndefined()
  })

  test('comes from a view into a larger buffer as well', () => {
    const whole = Uint8Array.from([9, 9, ...push('1', '2', 'a', 'b'), 9])
    expect(decodeBinaryEnvelope(whole.subarray(2))).toEqual({ joinRef: '1', ref: '2', topic: 'a', event: 'b' })
  })

  test('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (noise) => {
        decodeBinaryEnvelope(Uint8Array.from([0, ...noise]))
      }),
      { seed },
    )
  })
})
