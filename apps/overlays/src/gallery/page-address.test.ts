import { expect, test } from 'bun:test'
import { alertsOptions, chatOptions } from '@landale/protocol'
import { pageAddress, queryOf, withoutKey } from './page-address.ts'

test('an address has the key, and what is not as it is by default', () => {
  const choice = { theme: 'gazette', scale: '1', position: 'right', limit: '6' }
  const address = pageAddress('http://127.0.0.1:7175', { name: 'chat', definition: chatOptions, choice, key: 'abc' })
  expect(address).toBe('http://127.0.0.1:7175/overlay/chat?key=abc&limit=6&position=right&theme=gazette')
})

test('what a page would not take is not asked for', () => {
  expect(queryOf(alertsOptions, { scale: '9', volume: '', sound: '0', theme: '../x' }).toString()).toBe('sound=0')
})

test('a page without options and without a key has a plain address', () => {
  expect(pageAddress('http://h', { name: 'alerts', definition: alertsOptions, choice: {}, key: '' })).toBe(
    'http://h/overlay/alerts',
  )
})

test('the key is not shown, wherever it stands', () => {
  expect(withoutKey('http://h/overlay/chat?key=abc&limit=6')).toBe('http://h/overlay/chat?key=…&limit=6')
  expect(withoutKey('http://h/overlay/chat?limit=6&key=abc')).toBe('http://h/overlay/chat?limit=6&key=…')
})
