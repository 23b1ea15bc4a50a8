import { describe, expect, test } from 'bun:test'
import { ChatState, type Event, NowPlayingState, registry, SpeechState } from '@landale/protocol'
import { emptyChat, reduceChat } from './chat.ts'
import { reduceNowPlaying, silence } from './now-playing.ts'
import { nothingSaid, reduceSpeech } from './speech.ts'

const startedAt = Date.parse('2026-03-01T20:00:00.000Z')
let made = 0

function event(
  type: string,
  payload: unknown = registry.get(type)?.example,
  { source = 'twitch', actor = 'twitch:1', atMs = 0 } = {},
): Event {
  made += 1
  const at = new Date(startedAt + atMs).toISOString()
  return {
    id: `evt_01999999-0000-7000-8000-${String(made).padStart(12, '0')}`,
    position: made,
    session: 'ses_1',
    seq: made,
    type,
    source,
    actor,
    payload: payload as Record<string, unknown>,
    metadata: { correlation_id: 'c', origin: 'live', occurred_at: at },
    inserted_at: at,
  }
}

const someone = (id: string) => ({ id, login: `viewer_${id}`, name: `Viewer ${id}` })
const say = (message_id: string, id = '1', more: object = {}) =>
  event('chat.message.sent', { message_id, user: someone(id), text: message_id, ...more }, { actor: `twitch:${id}` })

describe('chat', () => {
  const after = (...events: Event[]) => ChatState.parse(events.reduce(reduceChat, emptyChat))
  const ids = (chat: ChatState) => chat.lines.map(({ message_id }) => message_id)

  test('holds the last fifty messages, oldest first', () => {
    const chat = after(...Array.from({ length: 80 }, (_, n) => say(`m${n}`)))
    expect([ids(chat).length, ids(chat)[0], ids(chat).at(-1)]).toEqual([50, 'm30', 'm79'])
  })

  test('lets go of what is deleted, with what quotes it, of whoever is banned, and of all when it is cleared', () => {
    const said = [
      say('a', '1'),
      say('b', '2'),
      say('c', '1'),
      say('d', '2', { reply_to: { message_id: 'a', user: someone('1'), text: 'a' } }),
    ]
    const deleted = after(...said, event('chat.message.deleted', { message_id: 'a', user: someone('1') }))
    expect([ids(deleted), deleted.lines.at(-1)?.reply_to]).toEqual([['b', 'c', 'd'], null])
    const banned = event('chat.user.cleared', { user: someone('1') }, { actor: 'twitch:1337' })
    expect(ids(after(...said, banned))).toEqual(['b', 'd'])
    expect(ids(after(...said, event('chat.cleared', {})))).toEqual([])
  })

  test('is the same where nothing of it changes', () => {
    const chat = after(say('a'))
    expect(reduceChat(chat, event('channel.followed'))).toBe(chat)
    expect(reduceChat(chat, event('chat.message.deleted', { message_id: 'x', user: someone('9') }))).toBe(chat)
  })
})

describe('what is heard', () => {
  const after = (...events: Event[]) => NowPlayingState.parse(events.reduce(reduceNowPlaying, silence))
  const player = { source: 'player' }

  test('is the last song of any source, and is paused and stopped by its own', () => {
    const song = event('music.song.changed', { title: 'One', artist: 'A', position_ms: 1_000 }, player)
    expect(after(song)).toMatchObject({ song: { title: 'One', began_at: startedAt - 1_000 }, is_paused: false })
    expect(after(song, event('music.paused', {}, player)).is_paused).toBe(true)
    const other = event('music.stopped', {}, { source: 'rainwave' })
    expect(after(song, other).song).not.toBeNull()
    expect(after(song, event('music.stopped', {}, player))).toEqual(silence)
  })

  test('goes on from where it says that it goes on', () => {
    const song = event('music.song.changed', { title: 'One', artist: 'A' }, player)
    const resumed = event('music.resumed', { position_ms: 5_000 }, { ...player, atMs: 60_000 })
    expect(after(song, event('music.paused', {}, player), resumed)).toMatchObject({
      song: { began_at: startedAt + 55_000 },
      is_paused: false,
    })
  })
})

test('what was said last is six lines, with when each was over', () => {
  const said = Array.from({ length: 9 }, (_, n) =>
    event('utterance.transcribed', {
      text: `line ${n}`,
      started_at: '2026-03-01T20:00:00.000Z',
      duration_ms: 1_500,
      source_id: 'mic',
    }),
  )
  const { lines } = SpeechState.parse(said.reduce(reduceSpeech, nothingSaid))
  expect(lines.map(({ text }) => text)).toEqual(['line 3', 'line 4', 'line 5', 'line 6', 'line 7', 'line 8'])
  expect(lines[0]).toMatchObject({ said_at: startedAt + 1_500, heard_at: startedAt, language: null })
})
