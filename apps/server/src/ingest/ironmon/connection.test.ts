import { expect, test } from 'bun:test'
import { IronmonConnection } from './connection.ts'
import { defaultFrameLimits } from './frame-decoder.ts'

const encoder = new TextEncoder()

test('a socket is paused while too many frames wait, and read again when none does', async () => {
  const gate = Promise.withResolvers<void>()
  const calls: string[] = []
  const connection = new IronmonConnection({
    peer: { pause: () => calls.push('pause'), resume: () => calls.push('resume'), close: () => calls.push('close') },
    frameLimits: defaultFrameLimits,
    maxQueuedFrames: 2,
    deps: {
      append: async () => {
        await gate.promise
        calls.push('append')
      },
      currentRun: () => null,
      logger: { info() {}, warn() {}, error() {} },
      onRefused: (reason) => calls.push(reason),
      newRunId: () => `run_${Bun.randomUUIDv7()}`,
      now: () => 0,
    },
  })
  const seed = (count: number) => encoder.encode(`34 {"type":"seed","data":{"count":${count}}}`)
  connection.receive(seed(1))
  connection.receive(seed(2))
  connection.receive(seed(3))
  expect(calls).toEqual([])
  connection.receive(seed(4))
  expect(calls).toEqual(['pause'])
  gate.resolve()
  await connection.settled()
  expect(calls).toEqual(['pause', 'append', 'append', 'append', 'append', 'resume'])
})
