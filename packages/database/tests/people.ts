import { expect, test } from 'bun:test'
import { matchesWords, wordsOf } from '@landale/protocol'
import fc from 'fast-check'
import { namesOf, type PeopleCursor, people, type Sql, transcripts } from '../src/index.ts'
import { count, events, runs } from './filled.ts'
import { whoWasSeen } from './recount.ts'

export function testPeopleAndSpeech(sql: () => Sql, kind: string): void {
  test('people come in the order in which they were last seen, page by page, found by a part of a login or a name', async () => {
    const seen = [...whoWasSeen(events)].map(([actor, person]) => {
      const [platform = '', id = ''] = actor.split(':')
      return { platform, id, ...person, note: null, pronouns: null }
    })
    const ids = (found: readonly { platform: string; id: string }[]) => found.map(({ platform, id }) => `${platform}:${id}`)
    seen.sort((a, b) => compare(b.last_seen_at, a.last_seen_at) || compare(a.platform, b.platform) || compare(a.id, b.id))
    const walked: Awaited<ReturnType<typeof people>> = []
    let cursor: PeopleCursor | undefined
    for (;;) {
      const page = await people(sql(), { cursor, limit: 7 })
      walked.push(...page)
      const last = page.at(-1)
      if (last === undefined) break
      cursor = { lastSeenAt: Date.parse(last.last_seen_at), platform: last.platform, id: last.id }
    }
    expect(walked).toEqual(seen)
    for (const q of ['otter', 'OTTER', '_', '%', '日本', '夜空', 'flagb', "'", '\\']) {
      const found = seen.filter(
        ({ login, name }) => login.includes(q.toLowerCase()) || name.toLowerCase().includes(q.toLowerCase()),
      )
      expect({ q, found: ids(await people(sql(), { q, limit: 10_000 })) }).toEqual({ q, found: ids(found) })
    }
    const also = seen.slice(-2)
    const withOthers = await people(sql(), { limit: 3, also: [...also, { platform: 'twitch', id: 'nobody' }] })
    expect(ids(withOthers)).toEqual(ids([...seen.slice(0, 3), ...also]))
    const [first] = seen
    const actors = [`${first?.platform}:${first?.id}`, 'twitch:nobody', 'operator', 'a "quoted" \\ 行為者']
    expect([...(await namesOf(sql(), actors))]).toEqual([
      [actors[0] ?? '', { login: first?.login ?? '', name: first?.name ?? '' }],
    ])
    expect(await namesOf(sql(), [])).toEqual(new Map())
  })

  test('what was said is found by a part of it or by its words, the newest first', async () => {
    const said = events.filter(({ type }) => type === 'utterance.transcribed').toReversed()
    const found = (q: string, limit: number, upTo = count, before = count + 1) => {
      const words = wordsOf(q)
      return said
        .filter(({ position, payload: { text } }) => {
          const isMatch =
            String(text).toLowerCase().includes(q.toLowerCase()) ||
            (words.length > 0 && matchesWords(wordsOf(String(text)), words))
          return isMatch && position <= upTo && position < before
        })
        .slice(0, limit)
        .map(({ position }) => position)
    }
    const property = fc.asyncProperty(
      fc.constantFrom(...said).chain(({ payload }) => {
        const text = String(payload.text)
        return fc.oneof(
          fc.tuple(fc.nat(text.length), fc.nat(8)).map(([start, length]) => text.slice(start, start + length)),
          fc.shuffledSubarray(wordsOf(text), { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
          fc.constantFrom('100%', '_', '\\', "it's", 'RUN', 'zebra'),
        )
      }),
      fc.nat(count),
      fc.nat(count),
      async (q, upTo, before) => {
        const matches = await transcripts(sql(), { q, words: wordsOf(q), upTo, before, limit: 50 })
        expect({ q, found: matches.map(({ position }) => position) }).toEqual({ q, found: found(q, 50, upTo, before) })
      },
    )
    await fc.assert(property, runs(`transcripts, ${kind}`, 60))
    const [last] = said
    const [match] = await transcripts(sql(), { q: String(last?.payload.text), words: [], upTo: count, limit: 1 })
    const { position, session, seq, payload } = last ?? events[0] ?? {}
    expect(match as object).toEqual({
      position,
      session,
      seq,
      ...pick(payload ?? {}, ['text', 'source_id', 'started_at', 'duration_ms']),
    })
  })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function pick(value: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, value[name]]))
}
