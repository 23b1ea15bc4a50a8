import { expect, test } from 'bun:test'
import type { Pending } from '@/press/create-presses.ts'
import { askedScene, inputWith, isUnderWay } from './optimistic.ts'

const pressed = (command: string, payload: Pending['payload'] = {}): Pending => ({ key: command, command, payload })
const music = { name: 'Music', kind: 'pulse_output_capture', muted: false, volume_db: -12 }

test('an input is shown as it was last set, and no other is', () => {
  const pending = [
    pressed('obs.set_volume', { input: 'Music', volume_db: -6 }),
    pressed('obs.set_mute', { input: 'Music', muted: true }),
    pressed('obs.set_volume', { input: 'Music', volume_db: -3 }),
  ]
  expect(inputWith(music, pending)).toEqual({ muted: true, volume_db: -3 })
  expect(inputWith({ ...music, name: 'Microphone' }, pending)).toEqual({ muted: false, volume_db: -12 })
})

test('the scene that is asked for is the last one pressed', () => {
  const pending = [pressed('obs.set_scene', { scene: 'Game' }), pressed('obs.set_preview', { scene: 'Ending' })]
  expect([askedScene([]), askedScene(pending)]).toEqual([undefined, 'Ending'])
})

test('a command is under way until it is known to have come out', () => {
  const pending = [pressed('obs.start_stream')]
  expect(isUnderWay(pending, 'obs.start_stream', 'obs.stop_stream')).toBe(true)
  expect(isUnderWay(pending, 'obs.start_record')).toBe(false)
})
