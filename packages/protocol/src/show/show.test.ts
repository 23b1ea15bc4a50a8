import { describe, expect, test } from 'bun:test'
import { matches } from './condition.ts'
import { fitsPattern } from './show.ts'
import { fieldsIn, fillText, TextTemplate } from './text.ts'

const event = (type: string, payload: Record<string, unknown>) => ({ type, payload })

describe('a text with places', () => {
  const payload = {
    user: { name: 'Wren' },
    bits: 1_500,
    viewers: 1,
    amount_minor: 1_250,
    currency: 'EUR',
    message: '',
    input: null,
  }

  test('says what the event says, numbers as people write them, and one as one', () => {
    expect(fillText('{user.name} cheered {bits:bit}', payload)).toBe('Wren cheered 1,500 bits')
    expect(fillText('{viewers:viewer}', payload)).toBe('1 viewer')
    expect(fillText('{viewers:person/people} of {bits:person/people}', payload)).toBe('1 person of 1,500 people')
    expect(fillText('{amount_minor:money}', payload)).toBe('12.50 EUR')
  })

  test('is none where the event says nothing, unless it names what stands there instead', () => {
    for (const template of ['{message}', '{input}', '{nobody.name}', 'by {user.nobody}', '{user}'])
      expect(fillText(template, payload)).toBeUndefined()
    expect(fillText('{nobody.name|Somebody} was here', payload)).toBe('Somebody was here')
    expect(fillText('{message|}', payload)).toBe('')
  })

  test('never reads what a viewer wrote for places, nor what every object has', () => {
    expect(fillText('{user.name}', { user: { name: '{bits} $& {{' } })).toBe('{bits} $& {{')
    for (const path of ['constructor.name', '__proto__', 'user.constructor'])
      expect(fillText(`{${path}}`, payload)).toBeUndefined()
  })

  test('is refused where a brace is no place', () => {
    for (const text of ['{', 'a } b', '{User}', '{a-b}', '{a:b:c}', '{{a}}'])
      expect(TextTemplate.safeParse(text).success).toBe(false)
    expect(fieldsIn('{user.name|x} {bits:bit} and {user.name}')).toEqual(['user.name', 'bits', 'user.name'])
  })
})

describe('a condition', () => {
  test('is a range with both its ends, or with none on a side', () => {
    const between = { on: 'channel.cheered', when: { bits: [100, 499] } } as const
    const fits = (bits: unknown, when: object) =>
      matches({ on: 'channel.cheered', when: { bits: when as never } }, event('channel.cheered', { bits }))
    expect([99, 100, 499, 500].map((bits) => fits(bits, between.when.bits))).toEqual([false, true, true, false])
    expect([fits(12, [12, null]), fits(11, [12, null]), fits(3, [null, 3]), fits('12', [12, null])]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  test('is a value, or one of some words without regard to case', () => {
    const reward = { reward: { title: 'Hydrate' }, is_gift: false }
    const fits = (when: object) => matches({ on: 'a', when: when as never }, event('a', reward))
    expect(fits({ 'reward.title': 'hydrate', is_gift: false })).toBe(true)
    expect(fits({ 'reward.title': ['stretch', 'HYDRATE'] })).toBe(true)
    expect(fits({ is_gift: true })).toBe(false)
    expect(matches({ on: 'b' }, event('a', reward))).toBe(false)
  })
})

test('a title fits a pattern in which a star stands for anything', () => {
  const fits = (pattern: string) => fitsPattern(pattern, 'Kaizo IronMON, one more run')
  expect(['*ironmon*', 'kaizo*', '*run', 'k*one*run', '*', 'Kaizo IronMON, one more run'].every(fits)).toBe(true)
  expect(['ironmon', '*ironmon', 'run*', '*one*one*', '*more runs'].some(fits)).toBe(false)
  expect(fitsPattern('ab*ab', 'ab')).toBe(false)
})
