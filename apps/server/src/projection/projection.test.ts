import { expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ArchiveReader, ArchiveUnavailableError, EventLog, type StoredEvent } from '@landale/event-log'
import { createLogger } from '@landale/service'
import { z } from 'zod'
import { Projection } from './projection.ts'

const logger = createLogger({ service: 'test', level: 'error', terminal: false })
const counter = {
  name: 'counter',
  schema: z.object({ types: z.record(z.string(), z.number()) }),
  initial: { types: {} as Record<string, number> },
  reduce: (state: { types: Record<string, number> }, { type }: { type: string }) => ({
    types: { ...state.types, [type]: (state.types[type] ?? 0) + 1 },
  }),
}

test('is the same after a restart, from its snapshot and the log after it, as from the log alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'landale-projection-'))
  let log = new EventLog({ folder })
  let live = await Projection.load(log, counter, logger)
  log.subscribe((events) => events.forEach(({ event }) => void live.take(event)))
  for (let n = 0; n < 2_500; n += 1)
    void log.append({ session: 'current', events: [{ type: n % 3 === 0 ? 'a' : 'b', payload: {}, actor: 'test' }] })
  await log.append({ session: 'current', events: [{ type: 'last', payload: {}, actor: 'test' }] })
  await log.close()
  expect(live.position).toBe(2_501)

  log = new EventLog({ folder })
  expect(log.loadSnapshot('counter')?.position).toBeLessThan(2_501)
  const again = await Projection.load(log, counter, logger)
  expect(again.value).toEqual(live.value)
  const alone = await Projection.load(log, { ...counter, name: 'never saved' }, logger)
  expect(alone.value).toEqual(live.value)
  live = again
  await log.close()
  rmSync(folder, { recursive: true })
})

test('one that needs more than the hot log while the archive is away begins with that, and is whole when the archive is there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'landale-projection-'))
  const rows: StoredEvent[] = []
  let isAway = true
  const read = async <Answer>(answer: Answer) => {
    if (isAway) throw new ArchiveUnavailableError('away')
    return answer
  }
  const archive: ArchiveReader = {
    firstPosition: 1,
    readSession: () => read({ events: [], earliest: 1 }),
    readFeeds: (after, upTo, _, limit) =>
      read(rows.filter(({ position }) => position > after && position <= upTo).slice(0, limit)),
    countFeeds: () => read(0),
  }
  let now = Date.parse('2026-03-01T20:00:00Z')
  const log = new EventLog({ folder, archive, clock: () => now })
  log.subscribe((events) => rows.push(...events))
  const append = (count: number) =>
    log.append({ session: 'current', events: Array.from({ length: count }, () => ({ type: 'a', payload: {}, actor: 'test' })) })
  await append(100)
  now += 25 * 3_600_000
  await append(30)
  while (log.published < 130) await log.nextFanOut(new AbortController().signal)
  log.setArchivedPosition(100)
  log.trim()
  expect(log.hotStart).toBe(101)

  const state = await Projection.load(log, counter, logger)
  expect(state.value.types).toEqual({ a: 30 })
  state.save()
  expect(log.loadSnapshot('counter')).toBeUndefined()
  expect(await state.complete()).toBe(false)
  isAway = false
  const [first, second] = await Promise.all([state.complete(), state.complete()])
  expect([first, second]).toEqual([true, false])
  expect(state.value.types).toEqual({ a: 130 })
  expect(log.loadSnapshot('counter')?.position).toBe(130)
  await log.close()
  rmSync(folder, { recursive: true })
})

test('one of the last hours begins with the hot log where it has no snapshot, and asks the archive nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'landale-projection-'))
  const never = () => Promise.reject(new Error('the archive was asked'))
  const archive: ArchiveReader = { firstPosition: 1, readSession: never, readFeeds: never, countFeeds: never }
  let now = Date.parse('2026-03-01T20:00:00Z')
  const log = new EventLog({ folder, archive, clock: () => now })
  const append = (count: number) =>
    log.append({ session: 'current', events: Array.from({ length: count }, () => ({ type: 'a', payload: {}, actor: 'test' })) })
  await append(100)
  now += 25 * 3_600_000
  await append(30)
  while (log.published < 130) await log.nextFanOut(new AbortController().signal)
  log.setArchivedPosition(100)
  log.trim()

  const state = await Projection.load(log, { ...counter, reach: 'hot' }, logger)
  expect(state.value.types).toEqual({ a: 30 })
  state.save()
  expect(log.loadSnapshot('counter')?.position).toBe(130)
  expect(await state.complete()).toBe(false)
  await log.close()
  rmSync(folder, { recursive: true })
})
