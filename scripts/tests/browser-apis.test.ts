import { describe, expect, test } from 'bun:test'
import { findNewer } from '../browser-apis/check.ts'

const found = (path: string, text: string) => findNewer([{ path, text }]).map(({ name, since }) => `${name} ${since}`)

describe('a script that uses what came after OBS’s browser is refused, by name and version', () => {
  const uses: [text: string, ...found: string[]][] = [
    ['await Promise.try(work)', 'Promise.try 128'],
    ['const { bytes } = Uint8Array.fromBase64(text)', 'Uint8Array.fromBase64 140'],
    ['bytes.toHex()', '.toHex 140'],
    ['RegExp.escape(text)', 'RegExp.escape 136'],
    ['if (Error.isError(it)) throw it', 'Error.isError 134'],
    ['counts.getOrInsert(key, 0)', '.getOrInsert 145'],
    ['Math.sumPrecise(all)', 'Math.sumPrecise 147'],
    ['new Intl.DurationFormat("en")', 'Intl.DurationFormat 129'],
    ['Temporal.Now.instant()', 'Temporal 144'],
    ['using_(new DisposableStack())', 'DisposableStack 134'],
    ['list.moveBefore(a, b)', '.moveBefore 133'],
    ['await scheduler.yield()', '.yield 129'],
    ['globalThis["Float16Array"].of(1)', 'Float16Array 135'],
    ['element.style.interpolateSize = "allow-keywords"', '.interpolateSize 129'],
    ['const { moveBefore } = Element.prototype', '.moveBefore 133'],
  ]
  for (const [text, ...names] of uses) test(text, () => expect(found('a.js', text)).toEqual(expect.arrayContaining(names)))
})

describe('a style sheet that does is refused too', () => {
  const uses: [text: string, ...found: string[]][] = [
    [':root { interpolate-size: allow-keywords }', 'interpolate-size 129'],
    ['p { height: calc-size(auto, size) }', 'calc-size() 129'],
    ['p { text-box: trim-both cap alphabetic }', 'text-box 133'],
    ['p { color: if(style(--a: b): red; else: blue) }', 'if() 137'],
    ['li { --n: sibling-index(); margin: calc(sibling-count() * 1px) }', 'sibling-index() 138', 'sibling-count() 138'],
    ['p { corner-shape: squircle }', 'corner-shape 139'],
    ['@function --double(--n) { result: calc(var(--n) * 2) }', '@function 139'],
    ['@container scroll-state(stuck: top) { p { color: red } }', '@container scroll-state 133'],
    ['details::details-content { color: red }', ':details-content 131'],
    ['p { width: attr(data-width px) }', 'attr() with a type 133'],
    ['p { box-decoration-break: clone }', 'box-decoration-break 130'],
  ]
  for (const [text, ...names] of uses) test(text, () => expect(found('a.css', text)).toEqual(expect.arrayContaining(names)))
})

describe('what it has passes', () => {
  const scripts = [
    'const { promise } = Promise.withResolvers(); new Set([1]).union(new Set()); [].values().map(String).toArray()',
    'Array.fromAsync(stream); structuredClone(it); element.animate([], 1); document.startViewTransition(go)',
    // A name of its own is no browser's.
    'const Temporal = { now: 1 }; Temporal.now',
    'const ease = { yield: "power2" }; ease.yield',
    'a.toHex = () => ""; a.toHex()',
    '"Promise.try"; // Error.isError(it)',
  ]
  for (const text of scripts) test(text, () => expect(found('a.js', text)).toEqual([]))
  const styles = [
    'p { field-sizing: content; position-anchor: --a; color: light-dark(red, blue); &:has(a) { color: color-mix(in oklch, red, blue) } }',
    '@starting-style { p { opacity: 0 } } @scope (p) { a { color: red } } @container (width > 1px) { p { color: red } }',
    'p::after { content: "if(" attr(data-name) "@function" } /* sibling-index() */',
    'p { -webkit-box-decoration-break: clone; box-decoration-break: clone }',
  ]
  for (const text of styles) test(text, () => expect(found('a.css', text)).toEqual([]))
})

test('an exception is of one name in some files', () => {
  const files = ['kit-1.js', 'page.js'].map((path) => ({ path, text: 'it.moveBefore(a, b)' }))
  const found = findNewer(files, [{ file: 'kit-', name: '.moveBefore', why: 'it asks first' }])
  expect(found).toEqual([{ file: 'page.js', name: '.moveBefore', since: 133 }])
})
