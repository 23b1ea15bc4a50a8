import { describe, expect, test } from 'bun:test'
import { z } from 'zod'
import { ConfigError, portNumber, readConfig, wholeNumber } from './config.ts'

const schema = z.object({
  NAME: z.string().default('unnamed'),
  KEY: z.string().min(16).optional(),
  PORT: portNumber(7_175),
  LIMIT: wholeNumber({ from: 1, to: 100, otherwise: 10 }),
  URL: z.url(),
})
const url = 'https://stream.example'

/** The faults of an environment; empty where it has none. */
function faultsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(schema, environment)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
}

describe('the environment', () => {
  test('is read with what is set, and what stands for the rest', () => {
    expect(readConfig(schema, { URL: url, LIMIT: '7' })).toEqual({ NAME: 'unnamed', PORT: 7_175, LIMIT: 7, URL: url })
  })

  test('reports every fault at once, by the variable’s name', () => {
    const faults = faultsOf({ PORT: 'http', LIMIT: '0', KEY: 'short' })
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual(['KEY', 'LIMIT', 'PORT', 'URL'])
  })

  test('says in the error’s message what each fault is, a line a variable, and that trying again is no use', () => {
    const error = new ConfigError(faultsOf({ URL: url, PORT: '65536', LIMIT: 'ten' }))
    expect(error.message.split('\n').map((line) => line.trim())).toEqual([
      'The configuration is wrong:',
      'PORT: must be a whole number from 0 to 65535',
      'LIMIT: must be a whole number from 1 to 100',
    ])
    expect([error.name, error.retryable]).toEqual(['ConfigError', false])
  })

  test('never says what a variable holds, for it may be a key', () => {
    expect(faultsOf({ URL: url, KEY: 'half-a-secret' }).join()).not.toContain('half-a-secret')
  })

  test('that sets a variable to nothing does not set it', () => {
    expect(readConfig(schema, { NAME: '', KEY: '', PORT: '', LIMIT: undefined, URL: url })).toEqual(
      readConfig(schema, { URL: url }),
    )
    expect(faultsOf({ URL: '' })).toEqual(faultsOf({}))
  })

  test('gives nothing of what was not asked for', () => {
    expect(readConfig(schema, { URL: url, PATH: '/usr/bin' })).not.toHaveProperty('PATH')
  })

  test('cannot be changed once it was read', () => {
    const config = readConfig(schema, { URL: url }) as { NAME: string }
    expect(Object.isFrozen(config)).toBe(true)
    expect(() => {
      config.NAME = 'another'
    }).toThrow(TypeError)
  })
})

describe('a whole number', () => {
  const read = (text: string) => z.object({ N: wholeNumber({ from: 1, to: 100, otherwise: 10 }) }).safeParse({ N: text })

  test.each(['1', '100', '007'])('may be %s', (text) => {
    expect(read(text).data).toEqual({ N: Number(text) })
  })

  test.each(['0', '101', '-1', '1.5', '1e2', ' 1', '0x10', 'one', '9'.repeat(13)])('may not be "%s"', (text) => {
    expect(read(text).error?.issues[0]?.message).toBe('must be a whole number from 1 to 100')
  })
})

test('a port may be 0, for the system to pick one', () => {
  expect(z.object({ PORT: portNumber(80) }).parse({ PORT: '0' })).toEqual({ PORT: 0 })
})
