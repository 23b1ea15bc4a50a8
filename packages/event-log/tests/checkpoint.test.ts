import { expect, test } from 'bun:test'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type AppendOutcome, BacklogFullError, EventLog } from '../src/index.ts'
import { appended, note, temporaryFolder } from './fixture.ts'

// Several times what the write-ahead log may hold, so that one that never starts anew is seen.
const lists = 1_000
const eventsInList = 1_000
const limitMb = 150
/** The size is looked at twice a second, and grows meanwhile. */
const mostMb = 450

const sizeMb = (path: string) => (existsSync(path) ? statSync(path).size / 1e6 : 0)

test('under a load that never pauses the write-ahead log stays bounded: appends are taken or asked to wait, and it is gone at the end', async () => {
  using folder = temporaryFolder()
  const wal = join(folder.path, 'events.sqlite-wal')
  const log = new EventLog({ folder: folder.path, limits: { maxWalBytes: limitMb * 1e6 } })
  const text = 'x'.repeat(700)
  const list = Array.from({ length: eventsInList }, () => note(text))
  let largestMb = 0
  const startedAt = performance.now()
  for (let written = 0; written < lists; written += 1) {
    appended(await persistently(() => log.append({ session: 'current', events: list })))
    largestMb = Math.max(largestMb, sizeMb(wal))
  }
  const seconds = (performance.now() - startedAt) / 1_000
  expect([log.head, log.fault]).toEqual([lists * eventsInList, undefined])
  await log.close()
  const database = sizeMb(join(folder.path, 'events.sqlite'))
  console.log(
    `checkpoint: ${lists * eventsInList} events in ${seconds.toFixed(1)} s, ${database.toFixed(0)} MB; the WAL was ${largestMb.toFixed(0)} MB at the most`,
  )
  expect(largestMb).toBeLessThan(mostMb)
  expect(sizeMb(wal)).toBe(0)
}, 90_000)

/** Asks again, as a producer does that was told to wait; any other failure is the test's. */
async function persistently(append: () => Promise<AppendOutcome>): Promise<AppendOutcome> {
  for (;;) {
    const outcome = await append().catch((error: unknown) => {
      if (error instanceof BacklogFullError) return undefined
      throw error
    })
    if (outcome) return outcome
    await Bun.sleep(50)
  }
}
