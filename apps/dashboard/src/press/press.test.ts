import { expect, test } from 'bun:test'
import { PushError } from '@landale/client'
import { press, pressKey } from './press.ts'

type Answer = PushError | 'ok'

/** A server that answers so, one after another, and remembers what it was sent. */
function answering(...answers: Answer[]) {
  const sent: unknown[] = []
  const push = async (_event: string, payload: object) => {
    sent.push(payload)
    const answer = answers[sent.length - 1]
    if (answer instanceof PushError) throw answer
    return { position: 1 }
  }
  return { sent, push }
}

const lost = new PushError({ reason: 'connection_lost', retryable: false })
const never = new PushError({ reason: 'timeout', retryable: true })
const gone = new PushError({ reason: 'cue_not_found', retryable: false, message: 'cue: no cue of that id waits' })

test('a press whose answer was lost is sent again under the same key', async () => {
  const { sent, push } = answering(lost, 'ok')
  expect(await press(push, 'queue.remove', { cue: 'cue_1' }, 'key')).toEqual({ kind: 'done' })
  expect(sent).toEqual([
    { cue: 'cue_1', idempotency_key: 'key' },
    { cue: 'cue_1', idempotency_key: 'key' },
  ])
})

test('what the server refuses is not sent again', async () => {
  const { sent, push } = answering(gone)
  expect(await press(push, 'queue.remove', {}, 'key')).toEqual({
    kind: 'refused',
    reason: 'cue_not_found',
    message: gone.message,
  })
  expect(sent).toHaveLength(1)
})

test('what never left the page was not done, and what left and was never answered may have been', async () => {
  expect(await press(answering(never).push, 'queue.hold', {}, 'key')).toMatchObject({ kind: 'refused', reason: 'timeout' })
  expect(await press(answering(lost, never).push, 'queue.hold', {}, 'key')).toEqual({ kind: 'unknown' })
  const { sent, push } = answering(lost, lost, lost, lost, lost)
  expect(await press(push, 'queue.hold', {}, 'key')).toEqual({ kind: 'unknown' })
  expect(sent).toHaveLength(4)
})

test('each press has a key of its own', () => {
  expect(new Set(Array.from({ length: 100 }, pressKey)).size).toBe(100)
})
