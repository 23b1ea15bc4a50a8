import { expect, test } from 'bun:test'
import { forgetKey, keepKey, type Page, takeKey } from './session-key.ts'

function page(href: string): Page & { kept: Map<string, string> } {
  const kept = new Map<string, string>()
  const location = { href }
  return {
    kept,
    location,
    history: {
      replaceState: (_data, _unused, url) => {
        location.href = url
      },
    },
    sessionStorage: {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    },
  }
}

test('a key in the address is taken out of it and kept for the tab', () => {
  const opened = page('http://127.0.0.1:7175/?key=secret&view=test#top')
  expect(takeKey(opened)).toBe('secret')
  expect(opened.location.href).toBe('http://127.0.0.1:7175/?view=test#top')
  expect(takeKey(opened)).toBe('secret')
})

test('an empty one is none', () => {
  const opened = page('http://127.0.0.1:7175/?key=')
  expect(takeKey(opened)).toBeUndefined()
  expect(opened.location.href).toBe('http://127.0.0.1:7175/')
})

test('a key that was typed is kept, and forgotten on demand', () => {
  const opened = page('http://127.0.0.1:7175/')
  expect(takeKey(opened)).toBeUndefined()
  keepKey(opened, 'typed')
  expect(takeKey(opened)).toBe('typed')
  forgetKey(opened)
  expect(opened.kept.size).toBe(0)
})
