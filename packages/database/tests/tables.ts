import { expect } from 'bun:test'
import type { Event } from '@landale/protocol'
import type { Sql } from '../src/index.ts'
import { countBy, firstOf, whoWasSeen } from './recount.ts'

/** Everything that is made of events beside them is what a reading of them by hand says it is. */
export async function expectTables(sql: Sql, events: readonly Event[]): Promise<void> {
  const table = async (name: string, columns: string, order: string): Promise<Record<string, unknown>[]> => [
    ...(await sql.unsafe(`select ${columns} from landale.${name} order by ${order}`)),
  ]
  const iso = (column: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`
  const people = await table('people', `platform, id, login, name, ${iso('first_seen_at')}, ${iso('last_seen_at')}`, '1, 2')
  const seen = [...whoWasSeen(events)].map(([actor, person]) => {
    const [platform = '', id = ''] = actor.split(':')
    return { platform, id, ...person }
  })
  expect(people).toEqual(seen.sort((a, b) => (`${a.platform} ${a.id}` < `${b.platform} ${b.id}` ? -1 : 1)))

  const spoken = events.filter(({ type }) => type === 'utterance.transcribed')
  const said = spoken.map(({ position, session, seq, payload }) => ({ position, session, seq, ...payload }))
  const transcribed = await table(
    'transcriptions',
    `position::int, session, seq::int, text, ${iso('started_at')}, duration_ms, source_id,
      round(confidence::numeric, 6)::float8 as confidence, language`,
    'position',
  )
  expect(transcribed.map((row) => withoutNulls(row))).toEqual(said)
  expect(said.length).toBeGreaterThan(1_000)

  const captured = events.filter(({ type }) => type === 'context.captured')
  expect((await table('contexts', 'position::int', 'position')).map(({ position }) => position)).toEqual(
    captured.map(({ position }) => position),
  )

  const runs = await table('runs', 'id, number::int, game, position::int, origin', 'position')
  expect(runs).toEqual(
    firstOf(events, 'run.started', ({ payload }) => String(payload.run_id)).map(({ payload, position, metadata }) => ({
      id: payload.run_id,
      number: payload.number,
      game: payload.game,
      position,
      origin: metadata.origin,
    })),
  )
  const cleared = await table('run_checkpoints', 'run, checkpoint, checkpoint_id, position::int', 'position')
  expect(cleared).toEqual(
    firstOf(events, 'run.checkpoint.cleared', ({ payload }) => `${payload.run_id} ${payload.checkpoint}`).map(
      ({ payload, position }) => ({
        run: payload.run_id,
        checkpoint: payload.checkpoint,
        checkpoint_id: payload.checkpoint_id,
        position,
      }),
    ),
  )
  const counts = countBy(events, ({ session }) => session)
  const sessions = await table('sessions', 'id, title, metadata, kind, last_seq::int', 'id')
  expect(sessions).toEqual(
    [...counts].sort().map(([id, { events: last_seq }]) => ({
      id,
      title: id === 'ses_two' ? null : `"${id}" ✨`,
      metadata: { game: '日本語', nested: { n: 1 } },
      kind: 'custom',
      last_seq,
    })),
  )
  expect(await table('snapshots', 'name, position::int, value', 'name')).toEqual([
    { name: 'counts', position: events.length, value: { events: events.length } },
  ])
  expect(await table('archive_rejects', 'position', 'position')).toEqual([])
}

function withoutNulls(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}
