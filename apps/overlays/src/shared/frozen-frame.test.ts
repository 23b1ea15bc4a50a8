import { expect, test } from 'bun:test'
import { overlayNames, overlayStates } from '@landale/protocol'
import { frozenStart, readFrame } from './frozen-frame.ts'
import { momentNames, momentOf } from './frozen-moments.ts'
import { textNames, wordsOf } from './frozen-words.ts'

const read = (query: string) => readFrame(new URLSearchParams(query))

test('an address asks for a frame by its cue, its time and its text', () => {
  expect(read('at=250&cue=raid&text=rtl')).toEqual({ cue: 'raid', atMs: 250, text: 'rtl' })
  expect(read('at=0&cue=raid')).toEqual({ cue: 'raid', atMs: 0, text: 'short' })
})

test('an address without a time or a cue asks for none', () => {
  expect(read('cue=raid')).toBeUndefined()
  expect(read('at=100')).toBeUndefined()
})

test('a time that is none, and a text that is none, are refused with what they may be', () => {
  for (const at of ['', 'soon', '-1', '600001', 'Infinity'])
    expect(() => read(`at=${at}&cue=raid`)).toThrow(/from 0 to 600000 ms/)
  expect(() => read('at=1&cue=raid&text=klingon')).toThrow(/short, long, emoji, rtl, cjk/)
})

test('a moment that a page has not is refused with those it has', () => {
  expect(() => momentOf('chat', 'raid')).toThrow(/chat has no moment raid; it has all, said/)
})

test('what every moment tells a page fits what a server tells it', () => {
  for (const name of overlayNames) {
    for (const cue of momentNames(name)) {
      for (const text of textNames) {
        const beats = momentOf(name, cue)(frozenStart, wordsOf(text))
        expect(beats.map(({ atMs }) => atMs)).toEqual(beats.map(({ atMs }) => atMs).toSorted((a, b) => a - b))
        expect(beats.at(-1)?.atMs).toBe(0)
        for (const { state } of beats) expect(overlayStates[name].safeParse(state).error).toBeUndefined()
      }
    }
  }
})
