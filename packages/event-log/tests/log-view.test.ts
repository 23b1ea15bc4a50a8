import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { EventLog, LogView } from '../src/index.ts'
import { note, temporaryFolder } from './fixture.ts'
import { published } from './log-contract.ts'

test('a view of the log reads what is durable, by pages, sessions and times, while the log goes on', async () => {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(temporaryFolder())
  let now = 1_000_000
  const log = stack.use(new EventLog({ folder: folder.path, clock: () => now }))
  log.createSession({ id: 'other', title: 'An evening' })
  for (let n = 0; n < 40; n += 1) {
    now += 10
    await log.append({ session: n % 4 === 0 ? 'other' : 'current', events: [note(`${n}`)] })
  }
  await published(log)
  log.saveSnapshot({ name: 'early', position: 5, value: { n: 5 } })
  log.saveSnapshot({ name: 'late', position: 39, value: { n: 39 } })
  const view = stack.use(new LogView(folder.path))
  const positions = (events: readonly { position: number }[]) => events.map(({ position }) => position)

  expect([view.start, view.head]).toEqual([1, 40])
  expect(positions(view.next(10, { maxEvents: 5, maxBytes: 1_000_000 }))).toEqual([11, 12, 13, 14, 15])
  expect(positions(view.next(10, { maxEvents: 5, maxBytes: 1 }))).toEqual([11])
  expect(view.next(40, { maxEvents: 5, maxBytes: 1_000 })).toEqual([])
  expect(view.sessionsBetween(2, 4).map(({ id }) => id)).toEqual([log.session('current')?.id ?? ''])
  expect(view.sessionsBetween(1, 4).find(({ id }) => id === 'other')).toEqual(log.session('other'))
  expect(view.snapshotsUpTo(20)).toEqual([{ name: 'early', position: 5, value: { n: 5 } }])
  expect(positions(view.page({ after: 0, upTo: 40, order: 'desc' }, 3))).toEqual([40, 39, 38])
  expect(positions(view.page({ after: 4, upTo: 20, order: 'asc', session: 'other' }, 10))).toEqual([5, 9, 13, 17])
  expect(view.page({ after: 0, upTo: 40, order: 'asc', session: 'nobody' }, 10)).toEqual([])
  expect([0, 1_000_010, 1_000_011, 1_000_200, 9_999_999].map((at) => view.lastBefore(at))).toEqual([0, 0, 1, 19, 40])

  await log.append({ session: 'current', events: [note('later')] })
  expect(view.head).toBe(41)
  expect(() => new LogView(join(folder.path, 'nowhere'))).toThrow()
})
