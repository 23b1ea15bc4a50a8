import { expect, test } from 'bun:test'
import type { Pending } from '@/press/create-presses.ts'
import { cue } from './cue.fixture.ts'
import { withPending } from './optimistic.ts'

const queue = {
  waiting: [cue('f1', 'foreground'), cue('m1'), cue('m2'), cue('m3')],
  is_held: false,
  do_not_disturb: false,
  muted: ['channel.followed'],
}
const pressed = (command: string, payload: Pending['payload'] = {}): Pending => ({ key: command, command, payload })
const waiting = (...pending: Pending[]) => withPending(queue, pending).waiting.map(({ id }) => id)

test('what is pressed shows at once', () => {
  expect(withPending(queue, [pressed('queue.hold')]).is_held).toBe(true)
  expect(withPending(queue, [pressed('queue.do_not_disturb', { on: true })]).do_not_disturb).toBe(true)
  expect(withPending(queue, [pressed('queue.hold'), pressed('queue.resume')]).is_held).toBe(false)
  expect(waiting(pressed('queue.remove', { cue: 'm1' }))).toEqual(['f1', 'm2', 'm3'])
  expect(waiting(pressed('queue.clear'))).toEqual([])
})

test('a move stays within its layer, and moves one after another add up', () => {
  expect(waiting(pressed('queue.move', { cue: 'm3', before: 'm1' }))).toEqual(['f1', 'm3', 'm1', 'm2'])
  expect(waiting(pressed('queue.move', { cue: 'm1' }), pressed('queue.move', { cue: 'm3', before: 'm2' }))).toEqual([
    'f1',
    'm3',
    'm2',
    'm1',
  ])
})

test('a move of what is gone meanwhile changes nothing', () => {
  expect(waiting(pressed('queue.move', { cue: 'x', before: 'm1' }))).toEqual(['f1', 'm1', 'm2', 'm3'])
})

test('a kind is muted once, and heard again', () => {
  expect(withPending(queue, [pressed('queue.mute', { kind: 'channel.followed', on: true })]).muted).toEqual(['channel.followed'])
  expect(withPending(queue, [pressed('queue.mute', { kind: 'channel.followed', on: false })]).muted).toEqual([])
})

test('what it cannot know the outcome of it leaves to the server', () => {
  expect(withPending(queue, [pressed('queue.skip', { cue: 'm1' }), pressed('queue.replay', { event: 7 })])).toBe(queue)
})
