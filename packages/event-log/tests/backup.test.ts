import { Database } from 'bun:sqlite'
import { expect, test } from 'bun:test'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { copyLog, EventLog, inspectLog, LogOpenError, lockLog, renewLog } from '../src/index.ts'
import { note, temporaryFolder } from './fixture.ts'

const limitMs = 30_000

/** A log of `lists` lists of 500 events, closed. */
async function filledLog(folder: string, lists: number): Promise<void> {
  await using log = new EventLog({ folder })
  for (let list = 0; list < lists; list += 1)
    await log.append({
      session: 'current',
      events: Array.from({ length: 500 }, (_, n) => note(`${list} ${n} ${'x'.repeat(400)}`)),
    })
}

test(
  'a copy that is made while another process appends is whole, and ends',
  async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'log')
    await filledLog(path, 40)
    const writer = Bun.spawn([process.execPath, join(import.meta.dir, 'crash-writer.ts'), path, 'a'], { stdout: 'pipe' })
    const reader = writer.stdout.getReader()
    await reader.read()
    // It writes on only while somebody reads what it says.
    const reading = (async () => {
      while (!(await reader.read()).done);
    })()
    let head = 0
    for (let copy = 0; copy < 5; copy += 1) {
      const target = join(folder.path, `copy-${copy}.sqlite`)
      await copyLog(path, target)
      const facts = inspectLog(target)
      expect(facts).toMatchObject({ start: 1, format: 1, archivedPosition: 0 })
      expect(facts.head).toBeGreaterThan(Math.max(20_000, head))
      using db = new Database(target, { readonly: true })
      expect(db.query('select count(*) as n from events').get()).toEqual({ n: facts.head })
      head = facts.head
    }
    writer.kill('SIGKILL')
    await Promise.all([writer.exited, reading])
    expect(readdirSync(folder.path).filter((name) => /-(?:wal|shm|journal)$/.test(name))).toEqual([])
  },
  limitMs,
)

test('a copy becomes a log of its own that goes on where it ends', async () => {
  using folder = temporaryFolder()
  const [path, other] = [join(folder.path, 'log'), join(folder.path, 'other')]
  await filledLog(path, 1)
  using lock = lockLog(other)
  await copyLog(path, join(other, 'events.sqlite'))
  renewLog(join(other, 'events.sqlite'), { epoch: 'new', archivedPosition: 123 })
  expect(() => new EventLog({ folder: other })).toThrow('in use')
  lock?.[Symbol.dispose]()
  await using log = new EventLog({ folder: other })
  expect([log.epoch, log.archivedPosition, log.head]).toEqual(['new', 123, 500])
  const outcome = await log.append({ session: 'current', events: [note('more')] })
  expect(outcome).toMatchObject({ kind: 'appended', lastSeq: 501, events: [{ position: 501 }] })
})

test('the lock is refused while a log is open, and keeps one from being opened', async () => {
  using folder = temporaryFolder()
  {
    await using _ = new EventLog({ folder: folder.path })
    expect(lockLog(folder.path)).toBeUndefined()
  }
  using lock = lockLog(folder.path)
  expect(lock).toBeDefined()
  expect(() => new EventLog({ folder: folder.path })).toThrow(LogOpenError)
})

test('what is no log, damaged or newer is refused, and a failed copy leaves nothing to mistake for one', async () => {
  using folder = temporaryFolder()
  const path = join(folder.path, 'log')
  await filledLog(path, 4)
  const copy = join(folder.path, 'copy.sqlite')
  await copyLog(path, copy)
  const whole = await Bun.file(copy).bytes()
  const damaged = whole.slice()
  damaged.fill(0x41, 8_192 * 5, 8_192 * 9)
  await Bun.write(copy, damaged)
  expect(() => inspectLog(copy)).toThrow(LogOpenError)
  await Bun.write(copy, 'no database at all')
  expect(() => inspectLog(copy)).toThrow(LogOpenError)
  await Bun.write(copy, whole)
  {
    using db = new Database(copy)
    db.run('pragma user_version = 2')
  }
  expect(() => inspectLog(copy)).toThrow('has format 2')
  expect(copyLog(join(folder.path, 'nowhere'), join(folder.path, 'b.sqlite'))).rejects.toThrow(LogOpenError)
  await copyLog(join(folder.path, 'nowhere'), join(folder.path, 'b.sqlite')).catch(() => undefined)
  expect(existsSync(join(folder.path, 'b.sqlite'))).toBe(false)
})
