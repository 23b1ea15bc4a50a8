import { expect, test } from 'bun:test'
import { cubicBezier, readMotion } from './index.ts'

const read = (properties: Readonly<Record<string, string>>) =>
  readMotion(
    (property) => properties[property] ?? '',
    (name) => ['expo.out', 'back.out(1.6)', 'power2.in', 'none'].includes(name),
  )

test('times are read in milliseconds and in seconds, since a minifier may write either', () => {
  const { seconds, faults } = read({ '--time-enter-nod': ' 300ms', '--time-text': '.25s', '--time-cool': '0ms' })
  expect([seconds['enter-nod'], seconds.text, seconds.cool, seconds.count, faults]).toEqual([0.3, 0.25, 0, 0.5, []])
})

test('curves are names that the player knows, or cubic Béziers', () => {
  const { ease, faults } = read({ '--ease-arrive': ' "back.out(1.6)"', '--ease-leave': 'cubic-bezier(.6,0,.9,.5)' })
  expect([ease.arrive, typeof ease.leave, ease.yield, faults]).toEqual(['back.out(1.6)', 'function', 'power2.inOut', []])
})

test('what cannot be used is said, and the default stands', () => {
  const { seconds, ease, faults } = read({
    '--time-enter-nod': '4s',
    '--time-text': 'soon',
    '--ease-arrive': 'swoosh.out',
    '--ease-leave': 'cubic-bezier(2, 0, 1, 1)',
  })
  expect([seconds['enter-nod'], seconds.text, ease.arrive, ease.leave]).toEqual([0.36, 0.34, 'expo.out', 'power2.in'])
  expect(faults).toEqual([
    '--time-enter-nod is a time from 0ms to 3000ms, not "4s"',
    '--time-text is a time from 0ms to 3000ms, not "soon"',
    '--ease-arrive is cubic-bezier(x1, y1, x2, y2) or a name as "power2.out", not "swoosh.out"',
    '--ease-leave is cubic-bezier(x1, y1, x2, y2) or a name as "power2.out", not "cubic-bezier(2, 0, 1, 1)"',
  ])
})

test('a cubic Bézier begins at 0, ends at 1, and goes as CSS draws it', () => {
  const ease = cubicBezier('cubic-bezier(0.25, 0.1, 0.25, 1)') ?? expect.unreachable()
  expect([ease(0), ease(1)]).toEqual([0, 1])
  expect(ease(0.5)).toBeCloseTo(0.8024, 3)
  const straight = cubicBezier('cubic-bezier(0, 0, 1, 1)') ?? expect.unreachable()
  expect(straight(0.3)).toBeCloseTo(0.3, 4)
})
