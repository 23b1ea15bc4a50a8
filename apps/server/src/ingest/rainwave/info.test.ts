import { describe, expect, test } from 'bun:test'
import { registry } from '@landale/protocol'
import { readInfo } from './info.ts'

const where = { url: 'https://rainwave.cc/api4', station: 1 }
const song = {
  id: 30_014,
  title: 'Roll On',
  length: 82,
  artists: [{ id: 9, name: 'Ada' }],
  albums: [{ id: 3, name: 'Rolling', art: '/album_art/1_3' }],
  rating: 4.3,
}

function info(change: object = {}, user: object = { tuned_in: true, id: 222 }) {
  const songs = [{ ...song, ...change }, { title: 'It lost the vote, and is not read' }]
  return { user, sched_current: { id: 5, start_actual: 1_601_898_525, type: 'Election', songs }, sched_next: [], api_info: {} }
}

const payloadOf = (change: object, at = where) => {
  const heard = readInfo(info(change), at)
  return heard.kind === 'song' ? heard.payload : heard
}

describe('what Rainwave answers', () => {
  test('is the song that won its election', () => {
    expect(readInfo(info(), where)).toEqual({
      kind: 'song',
      id: 30_014,
      startedAt: 1_601_898_525_000,
      payload: {
        title: 'Roll On',
        artist: 'Ada',
        album: 'Rolling',
        duration_ms: 82_000,
        art_url: 'https://rainwave.cc/album_art/1_3_320.jpg',
        station: 'Game',
      },
    })
  })

  test('is silence for one who is not tuned in, whatever plays', () => {
    expect(readInfo(info({}, { tuned_in: false }), where)).toEqual({ kind: 'silence' })
    expect(readInfo({ user: { tuned_in: false } }, where)).toEqual({ kind: 'silence' })
  })

  test('leaves out what is not said of a song, and fits its event', () => {
    const bare = payloadOf({ artists: undefined, albums: undefined, length: undefined }, { ...where, station: 9 })
    expect(bare).toEqual({ title: 'Roll On', artist: '' })
    expect(payloadOf({ albums: [], length: 0 })).toEqual({ title: 'Roll On', artist: 'Ada', station: 'Game' })
    expect(registry.get('music.song.changed')?.payload.safeParse(bare).success).toBe(true)
  })

  test('has pictures at its own address, or wherever it says, over HTTP', () => {
    const artOf = (art: unknown) => {
      const payload = payloadOf({ albums: [{ name: 'Rolling', art }] })
      return 'art_url' in payload ? payload.art_url : undefined
    }
    expect(artOf('https://cdn.example.org/a/1')).toBe('https://cdn.example.org/a/1_320.jpg')
    expect(artOf('//cdn.example.org/a/1')).toBe('https://cdn.example.org/a/1_320.jpg')
    for (const none of ['', null, undefined, 'javascript:alert(1)', 'data:text/html,x']) expect(artOf(none)).toBeUndefined()
  })

  test('is a refusal of the key by its code, in the form of either age', () => {
    for (const code of [401, 403]) {
      expect(readInfo({ error: { code, tl_key: 'auth_failed', text: 'Authorization failed.' } }, where)).toEqual({
        kind: 'refused',
      })
      expect(readInfo({ info_result: { code, success: false } }, where)).toEqual({ kind: 'refused' })
    }
    expect(readInfo({ error: { code: 500, text: 'rebooting' } }, where)).toEqual({
      kind: 'failed',
      reason: 'rainwave answered with an error (500)',
    })
    expect(readInfo({ error: { tl_key: 'internal_error' } }, where)).toMatchObject({ kind: 'failed' })
  })

  test('is a failure that names the field where it is in another form', () => {
    const reasonOf = (body: unknown) => {
      const heard = readInfo(body, where)
      return heard.kind === 'failed' ? heard.reason.replace('rainwave answered in another form: ', '') : heard.kind
    }
    expect(reasonOf(undefined)).toBe('no object')
    expect(reasonOf('hello')).toBe('no object')
    expect(reasonOf({})).toBe('user')
    expect(reasonOf({ user: { tuned_in: 1 } })).toBe('user.tuned_in')
    expect(reasonOf({ user: { tuned_in: true } })).toBe('sched_current')
    expect(reasonOf({ user: { tuned_in: true }, sched_current: { start_actual: 5, songs: [] } })).toStartWith(
      'sched_current.songs',
    )
    expect(reasonOf(info({ title: '' }))).toBe('sched_current.songs.0.title')
    expect(reasonOf(info({ id: 'x' }))).toBe('sched_current.songs.0.id')
  })
})
