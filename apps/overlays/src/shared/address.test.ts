import { expect, test } from 'bun:test'
import { readAddress } from './address.ts'

test('the key and the socket come from the page’s own address', () => {
  expect(readAddress(new URL('http://127.0.0.1:7175/overlay/ironmon?key=k%2F1'))).toEqual({
    key: 'k/1',
    socketUrl: 'ws://127.0.0.1:7175/socket',
    isDebug: false,
    isDemo: false,
  })
  expect(readAddress(new URL('https://stream.example/overlay/alerts')).socketUrl).toBe('wss://stream.example/socket')
})

test('a demo is for debugging only', () => {
  expect(readAddress(new URL('http://host/overlay/ironmon?demo=1')).isDemo).toBe(false)
  expect(readAddress(new URL('http://host/overlay/ironmon?debug=1&demo=1')).isDemo).toBe(true)
})
