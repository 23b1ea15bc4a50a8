import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrationsFolder } from '../src/index.ts'

type Entry = { idx: number; version: string; when: number; tag: string; breakpoints: boolean }
type Journal = { version: string; dialect: string; entries: Entry[] }

const journal: Journal = JSON.parse(readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8'))

/** The states that a database may be in, oldest first: how many migrations it has seen, and the last one's name. */
export const states = journal.entries.map(({ tag }, index) => ({ count: index + 1, tag }))

/** A folder of the first `count` migrations, and `more` after them. */
export function writeMigrations(folder: string, count: number, more: Record<string, string> = {}): void {
  mkdirSync(join(folder, 'meta'), { recursive: true })
  const entries = journal.entries.slice(0, count)
  for (const { tag } of entries) cpSync(join(migrationsFolder, `${tag}.sql`), join(folder, `${tag}.sql`))
  for (const [tag, sql] of Object.entries(more)) {
    writeFileSync(join(folder, `${tag}.sql`), sql)
    const when = (entries.at(-1)?.when ?? 0) + 1_000
    entries.push({ idx: entries.length, version: journal.version, when, tag, breakpoints: true })
  }
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
}

/**
 * Rows as a database had them in its first state, by hand: code of today may know that state no more. A migration that changes
 * a table says here, by its number, what a database of its time had.
 */
export const rowsOfState = `
  insert into landale.archive_state values (true, 'epoch-of-the-tests', 3);
  insert into landale.events (position, session, seq, inserted_at, feeds, id, type, source, actor, payload, metadata, refs,
    idempotency_key, origin, amount, words) values
    (1, 'old', 1, '2025-01-01T10:00:00.001Z', 1, 'evt_00000000-0000-7000-8000-000000000001', 'chat.message.sent', 'twitch',
      'twitch:1', '{"text": "hello 日本語", "user": {"id": "1", "login": "a", "name": "A"}}',
      '{"origin": "live", "correlation_id": "c", "occurred_at": "2025-01-01T10:00:00Z"}', '{"to_seq": 1}', 'k1', 'live', null,
      'hello 日本 本語'),
    (2, 'old', 2, '2025-01-01T10:30:00.000Z', 1, 'evt_00000000-0000-7000-8000-000000000002', 'channel.cheered', null,
      'twitch:1', '{"bits": 500}', '{"origin": "live", "correlation_id": "c", "occurred_at": "2025-01-01T10:00:00Z"}', null, null,
      'live', 500, null),
    (3, 'old', 3, '2025-01-02T11:00:00.000Z', 1, 'evt_00000000-0000-7000-8000-000000000003', 'utterance.transcribed', null,
      'system', '{"text": "one more run"}', '{"origin": "live", "correlation_id": "c", "occurred_at": "2025-01-02T11:00:00Z"}', null,
      null, 'live', null, 'one more run');
  insert into landale.transcriptions (position, session, seq, inserted_at, text, started_at, duration_ms, source_id, words)
    values (3, 'old', 3, '2025-01-02T11:00:00Z', 'one more run', '2025-01-02T10:59:58Z', 1500, 'microphone', 'one more run');
  insert into landale.contexts values (2, 'old', 2, '2025-01-01T10:30:00Z', '{"mood": "calm"}');
  insert into landale.sessions values ('old', 'A title', '{}', 'custom', 3, '2025-01-01T10:00:00Z', '2025-01-02T11:00:00Z');
  insert into landale.runs values ('run_1', 7, 'emerald', 'old', 1, 'live', '2025-01-01T10:00:00Z');
  insert into landale.run_checkpoints values ('run_1', 'LAB', 1, 'old', 2, '2025-01-01T10:30:00Z');
  insert into landale.people values
    ('twitch', '1', 'a', 'A', '2025-01-01T10:00:00Z', '2025-01-01T10:30:00Z', 'brings cake', 'they/them');
  insert into landale.snapshots values ('counts', 3, '{"events": 3}');
  insert into landale.archive_rejects (position, reason, body) values (2, 'a reason', '{"as": "it was"}')`
