import { describe, expect, test } from 'bun:test'
import type { NewEvent } from '@landale/protocol'
import fc from 'fast-check'
import { nothing } from '../player/playing.ts'
import type { HeardSong } from './info.ts'
import { type Listening, listeningOf, takeHeard } from './listening.ts'

const seed = Number(Bun.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))
console.log(`rainwave: FAST_CHECK_SEED=${seed}`)

const now = Date.parse('2026-03-01T20:00:00Z')
const silence = { kind: 'silence' } as const
const song = (id: number): HeardSong => ({
  kind: 'song',
  id,
  startedAt: now + id * 200_000,
  payload: { title: `song ${id}`, artist: 'Ada', station: 'Game' },
})

type Answer = HeardSong | typeof silence

function listen(answers: readonly Answer[], from: Listening = listeningOf(nothing)): NewEvent[] {
  let listening = from
  return answers.flatMap((heard, index) => {
    const next = takeHeard(listening, heard, { station: 1, now: now + index * 10_000 })
    listening = next.listening
    return next.events
  })
}

describe('what is heard', () => {
  test('says the same again after a restart within a song', () => {
    const once = listen([song(1)])
    const again = listen([song(1), song(1)])
    expect(again).toEqual(once)
  })

  test('is not news where the log has the same song on, and is where it has another', () => {
    const known = listeningOf({ state: 'playing', song: { title: 'song 1', artist: 'Ada', station: 'Game' } })
    expect(listen([song(1), song(1)], known)).toEqual([])
    expect(listen([song(2)], known).map(({ type }) => type)).toEqual(['music.song.changed'])
    expect(listen([silence, silence], known).map(({ type }) => type)).toEqual(['music.stopped'])
  })
})

test('any answers in any order leave the log saying what the last one said, each thing once', () => {
  const answer: fc.Arbitrary<Answer> = fc.oneof(fc.constant<Answer>(silence), fc.nat({ max: 3 }).map(song))
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 40 }), (answers) => {
      const events = listen(answers)
      const last = answers.at(-1) ?? silence
      const shown = events.at(-1)
      expect(shown?.type === 'music.song.changed' ? shown.payload.title : undefined).toBe(
        last.kind === 'song' ? last.payload.title : undefined,
      )
      const said = events.map(({ type, payload }) => (type === 'music.stopped' ? 'stopped' : payload.title))
      for (const [index, one] of said.entries()) expect(one).not.toBe(said[index - 1])
      // A key that was used for a song before its stop would be taken by the log for the first one, and the song never shown.
      for (const [index, { type, idempotency_key }] of events.entries())
        if (events[index - 1]?.type === 'music.stopped' && type === 'music.song.changed' && said[index] === said[index - 2])
          expect(events.slice(0, index).map((event) => event.idempotency_key)).not.toContain(idempotency_key)
    }),
    { seed },
  )
})
