import { Database } from 'bun:sqlite'
import { expect, test } from 'bun:test'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EventLog, LogOpenError } from '../src/index.ts'
import { note, temporaryFolder } from './fixture.ts'

/** Runs the writer on a file system of its own, in a mount namespace, so that nothing outside is touched. */
async function writerOn(mount: string): Promise<Record<string, unknown>> {
  using folder = temporaryFolder()
  const script = `${mount.replaceAll('$DIR', folder.path)} && exec bun ${join(import.meta.dir, 'disk-writer.ts')} ${folder.path}`
  const child = Bun.spawn(['unshare', '--map-root-user', '--mount', 'sh', '-c', script], { stdout: 'pipe', stderr: 'inherit' })
  return (await new Response(child.stdout).json()) as Record<string, unknown>
}

test('a full disk refuses an append whole, says why, and keeps every event that was acknowledged', async () => {
  const report = await writerOn('mount -t tmpfs -o size=3m tmpfs $DIR')
  expect(report).toMatchObject({ name: 'LogUnavailableError', held: report.accepted, head: report.accepted })
  expect(String(report.fault)).toMatch(/SQLITE_(FULL|IOERR)/)
  expect(Number(report.accepted)).toBeGreaterThan(0)
})

test('a folder that cannot be written is an error that names it', async () => {
  const report = await writerOn('mount -t tmpfs -o ro tmpfs $DIR')
  expect(report.name).toBe('LogOpenError')
  expect(String(report.message)).toContain('landale-log-')
  expect(String(report.message)).toContain('must be writable')
})

test('a file that is no database is an error, and stays as it is', () => {
  using folder = temporaryFolder()
  const path = join(folder.path, 'events.sqlite')
  writeFileSync(path, 'these are not the events of a night on air, whatever the name says'.repeat(100))
  const before = readFileSync(path)
  expect(() => new EventLog({ folder: folder.path })).toThrow(/damaged.*left as it is/)
  expect(readFileSync(path)).toEqual(before)
})

test('a log of a newer format is refused', async () => {
  using folder = temporaryFolder()
  await new EventLog({ folder: folder.path }).close()
  const db = new Database(join(folder.path, 'events.sqlite'))
  db.run('pragma user_version = 99')
  db.close()
  expect(() => new EventLog({ folder: folder.path })).toThrow(/format 99/)
})

test('a folder in use by another log is refused, and free again when that one closes', async () => {
  using folder = temporaryFolder()
  const first = new EventLog({ folder: folder.path })
  expect(() => new EventLog({ folder: folder.path })).toThrow(LogOpenError)
  await first.close()
  await new EventLog({ folder: folder.path }).close()
})

test('a file that another program holds is refused at boot', async () => {
  using folder = temporaryFolder()
  await new EventLog({ folder: folder.path }).close()
  const other = new Database(join(folder.path, 'events.sqlite'))
  other.run('pragma locking_mode = exclusive')
  other.run('begin exclusive')
  expect(() => new EventLog({ folder: folder.path })).toThrow(/Another program holds the file/)
  other.run('rollback')
  other.close()
})

test('a damaged page fails the append that meets it, and the log says so', async () => {
  using folder = temporaryFolder()
  const log = new EventLog({ folder: folder.path })
  for (let n = 0; n < 40; n += 1)
    await log.append({ session: 'current', events: [note('x'.repeat(2_000), { idempotency_key: `k${n}` })] })
  await log.close()
  const path = join(folder.path, 'events.sqlite')
  const bytes = readFileSync(path)
  // All but the header page and the schema: what the log reads next is noise.
  bytes.fill(0xa5, 8_192 * 2)
  writeFileSync(path, bytes)
  const open = async () => {
    const damaged = new EventLog({ folder: folder.path })
    try {
      await damaged.append({ session: 'current', events: [note('a', { idempotency_key: 'k1' })] })
    } finally {
      await damaged.close()
    }
  }
  await expect(open()).rejects.toThrow(/damaged|malformed|SQLITE_CORRUPT/)
})
