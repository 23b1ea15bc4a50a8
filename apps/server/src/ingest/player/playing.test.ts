import { describe, expect, test } from 'bun:test'
import { type NewEvent, NowPlaying, registry } from '@landale/protocol'
import fc from 'fast-check'
import { nothing, type Playing, takeReport } from './playing.ts'

const seed = Number(Bun.env.FAST_CHECK_SEED ?? Math.trunc(Math.random() * 2 ** 31))
console.log(`player: FAST_CHECK_SEED=${seed}`)

const now = Date.parse('2026-03-01T20:00:00Z')
const dream = { title: 'Aquatic Ambience', artist: 'David Wise' }
const storm = { title: 'Stickerbush Symphony', artist: 'David Wise' }

function play(reports: readonly NowPlaying[], from: Playing = nothing): { playing: Playing; events: NewEvent[] } {
  return reports.reduce<{ playing: Playing; events: NewEvent[] }>(
    ({ playing, events }, report) => {
      const next = takeReport(playing, report, now)
      return { playing: next.playing, events: [...events, ...next.events] }
    },
    { playing: from, events: [] },
  )
}

const types = (reports: readonly NowPlaying[], from?: Playing) => play(reports, from).events.map(({ type }) => type.slice(6))

describe('what a player reports', () => {
  test('is a change where another song plays, and nothing where the same plays on', () => {
    expect(types([{ state: 'playing', ...dream }])).toEqual(['song.changed'])
    expect(
      types([
        { state: 'playing', ...dream, position_ms: 0 },
        { state: 'playing', ...dream, position_ms: 5_000 },
        { state: 'playing', ...storm, position_ms: 0 },
      ]),
    ).toEqual(['song.changed', 'song.changed'])
  })

  test('is nothing where it jumps within its song', () => {
    expect(
      types([
        { state: 'playing', ...dream, position_ms: 150_000 },
        { state: 'playing', ...dream, position_ms: 10_000 },
      ]),
    ).toEqual(['song.changed'])
  })

  test('carries everything that was said of the song', () => {
    const about = { album: 'DKC', duration_ms: 203_000, position_ms: 1_000, art_url: 'https://example.org/a.jpg' }
    expect(play([{ state: 'playing', ...dream, ...about }]).events).toEqual([
      {
        type: 'music.song.changed',
        actor: 'system',
        source: 'player',
        payload: { ...dream, ...about },
        metadata: { occurred_at: '2026-03-01T20:00:00.000Z' },
      },
    ])
  })

  test('is a pause once, and then that it goes on from where', () => {
    const { events } = play([
      { state: 'playing', ...dream },
      { state: 'paused', ...dream, position_ms: 60_000 },
      { state: 'paused', ...dream, position_ms: 60_000 },
      { state: 'playing', ...dream, position_ms: 61_000 },
    ])
    expect(events.map(({ type, payload }) => [type, payload])).toEqual([
      ['music.song.changed', dream],
      ['music.paused', {}],
      ['music.resumed', { position_ms: 61_000 }],
    ])
  })

  test('is a song and its pause where a song is found paused', () => {
    expect(types([{ state: 'paused', ...dream }])).toEqual(['song.changed', 'paused'])
    expect(
      types([
        { state: 'playing', ...storm },
        { state: 'paused', ...dream },
      ]),
    ).toEqual(['song.changed', 'song.changed', 'paused'])
  })

  test('is a stop once, and the song anew when it plays again', () => {
    expect(
      types([
        { state: 'stopped' },
        { state: 'playing', ...dream },
        { state: 'stopped' },
        { state: 'stopped' },
        { state: 'playing', ...dream },
      ]),
    ).toEqual(['song.changed', 'stopped', 'song.changed'])
  })

  test('is nothing where the log knows it already', () => {
    const known: Playing = { state: 'playing', song: dream }
    expect(types([{ state: 'playing', ...dream, position_ms: 90_000 }], known)).toEqual([])
    expect(types([{ state: 'stopped' }], known)).toEqual(['stopped'])
  })
})

const song = fc.constantFrom(dream, storm, { ...dream, album: 'DKC' })
const report: fc.Arbitrary<NowPlaying> = fc.oneof(
  fc.constant<NowPlaying>({ state: 'stopped' }),
  fc
    .record({ state: fc.constantFrom('playing' as const, 'paused' as const), song, position_ms: fc.nat({ max: 300_000 }) })
    .map(({ state, song, position_ms }) => ({ state, ...song, position_ms })),
)

describe('any reports in any order', () => {
  test('leave the log saying what the last one said', () => {
    fc.assert(
      fc.property(fc.array(report, { maxLength: 40 }), (reports) => {
        const { playing, events } = play(reports)
        const last = reports.at(-1) ?? { state: 'stopped' as const }
        expect(playing.state).toBe(last.state)
        // Reading the events alone gives the same.
        let heard = 'stopped'
        let title: unknown
        for (const { type, payload } of events) {
          heard = type === 'music.paused' ? 'paused' : type === 'music.stopped' ? 'stopped' : 'playing'
          if (type === 'music.song.changed') title = payload.title
        }
        expect(heard).toBe(last.state)
        if (last.state !== 'stopped') expect(title).toBe(last.title)
      }),
      { seed },
    )
  })

  test('bring nothing when they are said twice, and only payloads that their types take', () => {
    fc.assert(
      fc.property(fc.array(report, { maxLength: 40 }), (reports) => {
        const twice = reports.flatMap((one) => [one, one])
        for (const one of reports) expect(NowPlaying.safeParse(one).success).toBe(true)
        expect(play(twice)).toEqual(play(reports))
        for (const { type, payload } of play(reports).events)
          expect(registry.get(type)?.payload.safeParse(payload).success).toBe(true)
      }),
      { seed },
    )
  })
})
