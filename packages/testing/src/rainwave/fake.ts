/** A song as a test tells of it; seconds where Rainwave has seconds. */
export type FakeSong = {
  id: number
  title: string
  artists: readonly string[]
  album?: { name: string; art?: string }
  length: number
  startedAt: number
}

/** How it fails to answer: an HTTP status, the API's own error under 200, words instead of JSON, or a form that nobody knows. */
type Failure = { status: number } | { errorCode: number } | 'not JSON' | 'another form'

export type FakeRainwave = Disposable & {
  /** The API's address, as RAINWAVE_URL names it. */
  url: string
  /** How often it was asked. */
  readonly asked: number
  /** What it was asked last: the form's fields. */
  readonly lastForm: Readonly<Record<string, string>>
  play(song: FakeSong): void
  listen(isTunedIn: boolean): void
  /** Fails so many times, or until it is told otherwise. */
  fail(how: Failure | undefined, times?: number): void
}

export type FakeRainwaveOptions = { userId: string; key: string; port?: number }

/**
 * Rainwave's API 4 over a real socket: `POST /api4/info`, with the fields of its answers (https://rainwave.cc/api4/help/) that
 * clients look at and some that they do not.
 */
export function fakeRainwave({ userId, key, port = 0 }: FakeRainwaveOptions): FakeRainwave {
  let asked = 0
  let lastForm: Record<string, string> = {}
  let song: FakeSong | undefined
  let isTunedIn = true
  let failure: Failure | undefined
  let failuresLeft = 0

  const answer = (form: Record<string, string>): Response => {
    failuresLeft -= 1
    if (failuresLeft < 0) failure = undefined
    if (failure === 'not JSON') return new Response('<html>Rainwave is away</html>')
    if (failure === 'another form') return Response.json({ ok: true })
    if (failure !== undefined && 'status' in failure)
      return Response.json({ message: `no: ${form.key}` }, { status: failure.status })
    if (failure !== undefined) return Response.json(refusal(failure.errorCode, `${form.key} fails`))
    if (form.user_id !== userId || form.key !== key) return Response.json(refusal(403, 'Authorization failed.'), { status: 403 })
    return Response.json(info(Number(form.sid), Number(userId), isTunedIn, song))
  }

  const server = Bun.serve({
    hostname: '127.0.0.1',
    port,
    routes: {
      '/api4/info': {
        async POST(request) {
          asked += 1
          lastForm = Object.fromEntries(new URLSearchParams(await request.text()))
          return answer(lastForm)
        },
      },
    },
    fetch: () => Response.json({ error: { tl_key: 'http_404', text: '404 Not Found' } }, { status: 404 }),
  })

  return {
    url: `http://127.0.0.1:${server.port}/api4`,
    get asked() {
      return asked
    },
    get lastForm() {
      return lastForm
    },
    play: (next) => {
      song = next
    },
    listen: (on) => {
      isTunedIn = on
    },
    fail: (how, times = Number.POSITIVE_INFINITY) => {
      failure = how
      failuresLeft = times
    },
    [Symbol.dispose]: () => void server.stop(true),
  }
}

function refusal(code: number, text: string) {
  return { error: { code, success: false, tl_key: code === 403 ? 'auth_failed' : 'internal_error', text }, api_info: apiInfo() }
}

function apiInfo() {
  return { exectime: 0.02, time: Math.round(Date.now() / 1_000) }
}

function info(sid: number, userId: number, isTunedIn: boolean, song: FakeSong | undefined) {
  return {
    user: { id: userId, name: 'mossy_kettle', sid, tuned_in: isTunedIn, lock: false, lock_sid: null, listen_key: 'abcdef' },
    request_line: [],
    sched_current: song && {
      id: 5_569_439,
      start: song.startedAt,
      start_actual: song.startedAt,
      end: song.startedAt + song.length,
      type: 'Election',
      name: null,
      sid,
      songs: [entry(song, sid), entry({ ...song, id: song.id + 1, title: 'It lost the vote' }, sid)],
    },
    sched_next: [],
    sched_history: [],
    api_info: apiInfo(),
  }
}

function entry({ id, title, artists, album, length }: FakeSong, sid: number) {
  return {
    id,
    title,
    length,
    rating: 4.3,
    sid,
    artists: artists.map((name, order) => ({ id: order + 1, name, order })),
    albums: album === undefined ? [] : [{ id: 3_431, rating: 4.3, ...album }],
    groups: [],
    entry_votes: 1,
  }
}
