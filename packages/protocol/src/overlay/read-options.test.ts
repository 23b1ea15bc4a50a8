import { expect, test } from 'bun:test'
import { overlayNames } from '../state/overlay.ts'
import { alertsOptions } from './options/alerts.ts'
import { chatOptions } from './options/chat.ts'
import { timerOptions } from './options/timer.ts'
import { overlayOptions } from './overlay-options.ts'
import { readOptions } from './read-options.ts'

test('every overlay has options, and every one of them a theme, and a scale but for the stage, which fills the screen', () => {
  expect(Object.keys(overlayOptions).toSorted()).toEqual([...overlayNames].toSorted())
  for (const [name, definition] of Object.entries(overlayOptions)) {
    expect(definition).toMatchObject({ theme: {} })
    expect('scale' in definition).toBe(name !== 'stage')
  }
})

test('every default is a value that the option takes', () => {
  for (const definition of Object.values(overlayOptions)) {
    const query = new URLSearchParams()
    for (const [name, { default: value }] of Object.entries(definition)) {
      query.set(name, String(typeof value === 'boolean' ? Number(value) : value))
    }
    expect(readOptions(definition, query)).toEqual({
      options: readOptions(definition, new URLSearchParams()).options,
      faults: [],
    })
  }
})

test('each kind is read as what it is', () => {
  const query = new URLSearchParams('sound=0&volume=40&theme=gazette&scale=1.25&timer=subathon&position=centre')
  expect(readOptions(alertsOptions, query).options).toEqual({ theme: 'gazette', scale: 1.25, sound: false, volume: 40 })
  expect(readOptions(timerOptions, query).options).toMatchObject({ position: 'centre', timer: 'subathon' })
})

test('what does not fit is ignored, and said in a sentence', () => {
  const query = new URLSearchParams('sound=yes&volume=101&theme=../../etc/passwd&scale=3')
  const { options, faults } = readOptions(alertsOptions, query)
  expect(options).toEqual({ theme: 'iron', scale: 1, sound: true, volume: 100 })
  expect(faults).toEqual([
    'theme is a name of up to 32 small letters, digits and "-", not "../../etc/passwd"',
    'scale is a number from 0.5 to 2, not "3"',
    'sound is 0 or 1, not "yes"',
    'volume is a whole number from 0 to 100, not "101"',
  ])
})

test('what is no option of the overlay is no fault', () => {
  expect(readOptions(chatOptions, new URLSearchParams('key=k&debug=1&demo=1&volume=7')).faults).toEqual([])
})
