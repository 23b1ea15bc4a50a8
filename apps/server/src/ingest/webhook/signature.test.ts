import { describe, expect, test } from 'bun:test'
import { createHmac } from 'node:crypto'
import { checkSignature } from './signature.ts'

const key = Buffer.alloc(32, 7)
const secret = `whsec_${key.toString('base64')}`
const body = Buffer.from('{"type":"tip"}')
const nowSeconds = () => Math.floor(Date.now() / 1_000)

/** As the specification says it, not by the library that checks it. */
function sign(id: string, seconds: number, signed: Buffer = body, by: Buffer = key): Headers {
  const hmac = createHmac('sha256', by).update(`${id}.${seconds}.`).update(signed).digest('base64')
  return new Headers({ 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${hmac}` })
}

const reasonOf = (headers: Headers, of = body) => {
  const signature = checkSignature(secret, headers, of)
  return signature.kind === 'good' ? 'good' : signature.reason
}

describe('a signature', () => {
  test('is good over id, time and body', () => {
    expect(checkSignature(secret, sign('msg_1', nowSeconds()), body)).toEqual({ kind: 'good', id: 'msg_1' })
  })

  test('is good among others, while a sender changes its secret', () => {
    const headers = sign('msg_1', nowSeconds())
    headers.set('webhook-signature', `v1,${Buffer.alloc(32).toString('base64')} v1a,x ${headers.get('webhook-signature')}`)
    expect(reasonOf(headers)).toBe('good')
  })

  test('is good over letters beyond ASCII', () => {
    const of = Buffer.from('{"name":"Zoë 🎉"}')
    expect(reasonOf(sign('msg_1', nowSeconds(), of), of)).toBe('good')
  })

  test('is not good by another secret, or over another body, id or time', () => {
    const now = nowSeconds()
    expect(reasonOf(sign('msg_1', now, body, Buffer.alloc(32, 8)))).toStartWith('webhook-signature: ')
    expect(reasonOf(sign('msg_1', now), Buffer.from('{"type":"tip!"}'))).toStartWith('webhook-signature: ')
    for (const [name, value] of [
      ['webhook-id', 'msg_2'],
      ['webhook-timestamp', String(now - 1)],
      ['webhook-signature', 'v1,'],
      ['webhook-signature', 'v1'],
      ['webhook-signature', 'garbage'],
    ] as const) {
      const headers = sign('msg_1', now)
      headers.set(name, value)
      expect(reasonOf(headers)).toStartWith('webhook-signature: ')
    }
  })

  test('is not good when it is five minutes old, or ahead', () => {
    expect(reasonOf(sign('msg_1', nowSeconds() - 290))).toBe('good')
    expect(reasonOf(sign('msg_1', nowSeconds() - 310))).toContain('too old')
    expect(reasonOf(sign('msg_1', nowSeconds() + 290))).toBe('good')
    expect(reasonOf(sign('msg_1', nowSeconds() + 310))).toContain('in the future')
    const headers = sign('msg_1', nowSeconds())
    headers.set('webhook-timestamp', 'yesterday')
    expect(reasonOf(headers)).toContain('is not a time')
  })

  test('is missed where a header is, and refused with an id without end', () => {
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
      const headers = sign('msg_1', nowSeconds())
      headers.delete(name)
      expect(reasonOf(headers)).toContain('are needed')
    }
    expect(reasonOf(sign('x'.repeat(257), nowSeconds()))).toContain('webhook-id')
  })
})
