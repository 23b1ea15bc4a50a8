import { describe, expect, test } from 'bun:test'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '@landale/testing/server'
import { readHooks } from './hooks-file.ts'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const tips = { secret, type: 'tip.received', payload: { name: '/data/from', currency: { value: 'EUR' } } }

function written(body: unknown, mode = 0o600) {
  const folder = temporaryFolder()
  const path = join(folder.path, 'webhooks.json')
  writeFileSync(path, typeof body === 'string' ? body : JSON.stringify(body))
  chmodSync(path, mode)
  return { path, [Symbol.dispose]: () => folder[Symbol.dispose]() }
}

function fault(body: unknown): string {
  using file = written(body)
  const read = readHooks(file.path)
  return read.kind === 'bad' ? read.reason : read.kind
}

describe('the webhooks’ file', () => {
  test('is read, and said to be open where others may read it', () => {
    using own = written({ hooks: { tips } })
    expect(readHooks(own.path)).toEqual({ kind: 'read', hooks: new Map([['tips', tips]]), isOpen: false })
    using open = written({ hooks: { tips } }, 0o640)
    expect(readHooks(open.path)).toMatchObject({ kind: 'read', isOpen: true })
  })

  test('is absent where there is none', () => {
    using folder = temporaryFolder()
    expect(readHooks(join(folder.path, 'webhooks.json'))).toEqual({ kind: 'absent' })
  })

  test('is bad where it is no file', () => {
    using folder = temporaryFolder()
    expect(readHooks(folder.path)).toEqual({ kind: 'bad', reason: 'cannot be read' })
  })

  test('is bad by the field at fault', () => {
    expect(fault({})).toStartWith('hooks: ')
    expect(fault({ hooks: { Tips: tips } })).toStartWith('hooks.Tips: ')
    expect(fault({ hooks: { tips: { ...tips, url: 'x' } } })).toBe('hooks.tips.url: is not a known field')
    expect(fault({ hooks: { tips: { ...tips, type: 'tip received' } } })).toStartWith('hooks.tips.type: ')
    expect(fault({ hooks: { tips: { ...tips, actor: 'from' } } })).toBe('hooks.tips.actor: must be a JSON Pointer: "/data/from"')
    expect(fault({ hooks: { tips: { ...tips, payload: { name: 'from' } } } })).toStartWith('hooks.tips.payload.name: ')
    expect(fault({ hooks: { tips: { ...tips, payload: { 'a b': '/a' } } } })).toStartWith('hooks.tips.payload.a b: ')
  })

  test('has a bound on its hooks, and on the fields of one', () => {
    const many = (count: number, value: unknown) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, value]))
    expect(fault({ hooks: many(32, tips) })).toBe('read')
    expect(fault({ hooks: many(33, tips) })).toBe('hooks: at most 32 hooks')
    expect(fault({ hooks: { tips: { ...tips, payload: many(33, '/a') } } })).toBe('hooks.tips.payload: at most 32 fields')
  })

  test('wants secrets of 24 to 64 bytes', () => {
    const withBytes = (bytes: number) =>
      fault({ hooks: { tips: { ...tips, secret: `whsec_${Buffer.alloc(bytes, 250).toString('base64')}` } } })
    for (const bytes of [24, 25, 26, 32, 63, 64]) expect(withBytes(bytes)).toBe('read')
    for (const bytes of [0, 16, 23, 65]) expect(withBytes(bytes)).toStartWith('hooks.tips.secret: must be "whsec_"')
  })

  test('is never quoted in what is said of it', () => {
    const marked = 'MARKEDSECRETMARKEDSECRETMARKEDSECRET'
    const bodies = [
      `{"hooks": {"tips": {"secret": ${marked}}}}`,
      `{"hooks": {"tips": {"secret": "${marked}`,
      { hooks: { tips: { ...tips, secret: marked } } },
      { hooks: { tips: { ...tips, secret: `whsec_${marked}=` } } },
      { hooks: { tips: { ...tips, payload: { name: marked } } } },
      { hooks: marked },
    ]
    for (const body of bodies) {
      expect(fault(body)).not.toBe('read')
      expect(fault(body)).not.toContain(marked)
    }
  })
})
