import type { PayloadOf } from '@landale/protocol'
import { z } from 'zod'

/** The stations by their number, `sid`. */
const stations: ReadonlyMap<number, string> = new Map([
  [1, 'Game'],
  [2, 'OCRemix'],
  [3, 'Covers'],
  [4, 'Chiptunes'],
  [5, 'All'],
])

const artSize = '_320.jpg'

const Fault = z.object({ code: z.number().optional() })
/** The API's own refusal, which may come with 200; older servers name it after the request. */
const Refusal = z.union([z.object({ error: Fault }), z.object({ info_result: Fault })])

const Listener = z.object({ user: z.object({ tuned_in: z.boolean() }) })

/** What of `info` is used; the song that plays is the first of its election. */
const Current = z.object({
  sched_current: z.object({
    /** Seconds since the epoch. */
    start_actual: z.number().positive(),
    songs: z.tuple(
      [
        z.object({
          id: z.int(),
          title: z.string().min(1),
          /** Seconds. */
          length: z.number().nonnegative().optional(),
          artists: z.array(z.object({ name: z.string() })).optional(),
          albums: z.array(z.object({ name: z.string(), art: z.string().nullish() })).optional(),
        }),
      ],
      z.unknown(),
    ),
  }),
})

/** A song that the user hears; `startedAt` in ms since the epoch. */
export type HeardSong = { kind: 'song'; id: number; startedAt: number; payload: PayloadOf<'music.song.changed'> }

/** What an answer says: a song, that the user does not listen, that the key is wrong, or nothing that is understood. */
export type Heard = HeardSong | { kind: 'silence' } | { kind: 'refused' } | { kind: 'failed'; reason: string }

/** Reads the answer of `POST /info` (https://rainwave.cc/api4/help/). `url` is the API's address, which pictures are relative to. */
export function readInfo(body: unknown, { url, station }: { url: string; station: number }): Heard {
  const refusal = Refusal.safeParse(body)
  if (refusal.success) {
    const { code } = 'error' in refusal.data ? refusal.data.error : refusal.data.info_result
    if (code === 401 || code === 403) return { kind: 'refused' }
    return { kind: 'failed', reason: `rainwave answered with an error${code === undefined ? '' : ` (${code})`}` }
  }
  const listener = Listener.safeParse(body)
  if (!listener.success) return misfit(listener.error)
  // Tuned in means: to this station.
  if (!listener.data.user.tuned_in) return { kind: 'silence' }
  const current = Current.safeParse(body)
  if (!current.success) return misfit(current.error)
  const { start_actual, songs } = current.data.sched_current
  const [{ id, title, length, artists = [], albums = [] }] = songs
  const [album] = albums
  const art = pictureOf(album?.art, url)
  const name = stations.get(station)
  return {
    kind: 'song',
    id,
    startedAt: Math.round(start_actual * 1_000),
    payload: {
      title,
      artist: artists.map((artist) => artist.name).join(', '),
      ...(album === undefined ? undefined : { album: album.name }),
      ...(length === undefined || length === 0 ? undefined : { duration_ms: Math.round(length * 1_000) }),
      ...(art === undefined ? undefined : { art_url: art }),
      ...(name === undefined ? undefined : { station: name }),
    },
  }
}

function misfit({ issues }: z.ZodError): Heard {
  return { kind: 'failed', reason: `rainwave answered in another form: ${issues[0]?.path.map(String).join('.') || 'no object'}` }
}

function pictureOf(art: string | null | undefined, url: string): string | undefined {
  if (art === undefined || art === null || art === '') return undefined
  const picture = URL.parse(`${art}${artSize}`, url)
  return picture?.protocol === 'https:' || picture?.protocol === 'http:' ? picture.href : undefined
}
