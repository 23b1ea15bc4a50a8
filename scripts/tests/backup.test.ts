import { Database } from 'bun:sqlite'
import { expect, test } from 'bun:test'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { HistoryPage, PeoplePage, Stats } from '@landale/protocol'
import { archived, everyEvent, statusOf } from '../../apps/server/tests/archive.ts'
import { join as joined, phoenixSocket } from '../../apps/server/tests/phoenix.ts'
import { api, keys, type TestServer } from '../../packages/testing/src/server.ts'
import { makeBackup } from '../backup/make.ts'
import { restoreBackup } from '../restore/restore.ts'
import { checkBackup } from '../restore/verify.ts'
import { logPath } from '../tools/installation.ts'
import { noProgress, type Progress } from '../tools/progress.ts'
import {
  complaints,
  describeWithServers,
  emptyDatabase,
  emptyFolder,
  feeding,
  installationAt,
  limitMs,
  makePast,
  type Place,
  serverAt,
} from './fixture.ts'

const past = 3_000
const perSecond = 500

/** What readers of a server see, as of a position. */
async function seenOf(server: TestServer, head: number) {
  const ask = async (path: string) => {
    const { status, body } = await api(server, 'control', path)
    expect([path, status]).toEqual([path, 200])
    return body
  }
  const page = HistoryPage.parse(await ask('/v1/events?order=asc&limit=200'))
  const newest = HistoryPage.parse(await ask('/v1/events?order=desc&limit=200&type=chat.*'))
  const { people } = PeoplePage.parse(await ask('/v1/people?limit=100'))
  const statistics = await Promise.all(
    ['hour', 'day', 'type', 'actor'].map(async (by) => {
      const { rows, highlights } = Stats.parse(await ask(`/v1/stats?by=${by}&type=channel.*&from=2020-01-01T00:00:00Z`))
      return { rows, chat: highlights.chat.messages }
    }),
  )
  using overlay = phoenixSocket(server.socketUrl)
  const states = await Promise.all(
    ['alerts', 'ironmon'].map(async (name) => {
      const reply = await joined<{ state: unknown }>(overlay.socket.channel(`overlay:${name}`, {}))
      return reply.state
    }),
  )
  const events = (await everyEvent(server, keys.worker)).filter(({ position }) => position <= head)
  return { events, oldest: page.events, newest: newest.events, people, statistics, states }
}

describeWithServers('a backup', ({ timescale, plain }) => {
  test.each([
    { from: 'embedded' as const, to: 'TimescaleDB' },
    { from: 'timescaledb' as const, to: 'an embedded PostgreSQL' },
  ])(
    `of a server with $from that takes ${perSecond} events a second brings back all up to its head; an idle one goes over to $to`,
    async ({ from }) => {
      await using stack = new AsyncDisposableStack()
      const kinds = { embedded: undefined, timescaledb: from === 'timescaledb' ? await emptyDatabase(timescale()) : undefined }
      const place: Place = { dataDir: emptyFolder(stack), databaseUrl: kinds[from] }
      await makePast(place, past)
      const server = stack.use(await serverAt(place))
      const folder = emptyFolder(stack)
      const [busy, idle] = [join(folder, 'busy.backup'), join(folder, 'idle.backup')]
      {
        await using load = feeding(server, perSecond)
        const { head, archived_position, hot_position, files } = await makeBackup({
          installation: installationAt(place),
          file: busy,
        })
        expect(head).toBeGreaterThanOrEqual(archived_position)
        expect(hot_position).toBeGreaterThan(1)
        expect(hot_position).toBeLessThanOrEqual(archived_position + 1)
        expect(Object.keys(files)).toContain('database/events.copy.zst')
        expect(load.sent()).toBeGreaterThan(0)
      }
      await archived(server)
      const { head } = await makeBackup({ installation: installationAt(place), file: idle })
      expect(head).toBe((await statusOf(server)).head)
      expect(readdirSync(folder).sort()).toEqual(['busy.backup', 'idle.backup'])
      const original = await seenOf(server, head)
      expect(await complaints(place)).toEqual([])

      const same: Place = {
        dataDir: emptyFolder(stack),
        databaseUrl: from === 'timescaledb' ? await emptyDatabase(timescale()) : undefined,
      }
      const back = await restoreBackup({ installation: installationAt(same), file: busy })
      expect(await complaints(same)).toEqual([])
      const busyHead = back?.manifest.head ?? 0
      {
        await using again = await serverAt(same)
        await archived(again)
        const events = await everyEvent(again, keys.worker)
        // What it said at its start goes on right after: with the shows of its own folder, where the past ended with others.
        const own = events.slice(busyHead)
        expect(own[0]?.position).toBe(busyHead + 1)
        expect(own.filter(({ type }) => type !== 'stage.configured')).toMatchObject([{ type: 'system.started' }])
        expect(Bun.deepEquals(events.slice(0, busyHead), original.events.slice(0, busyHead), true)).toBe(true)
      }

      const other: Place = {
        dataDir: emptyFolder(stack),
        databaseUrl: from === 'timescaledb' ? undefined : await emptyDatabase(timescale()),
      }
      const moved = await restoreBackup({ installation: installationAt(other), file: idle })
      expect(await complaints(other)).toEqual([])
      await using again = await serverAt(other)
      await archived(again)
      const restored = await seenOf(again, head)
      expect(restored.events).toHaveLength(original.events.length)
      expect(Bun.deepEquals(restored, original, true)).toBe(true)
      expect(new Set([moved?.epoch, back?.epoch, moved?.manifest.epoch]).size).toBe(3)
      expect(await complaints(other)).toEqual([])
    },
    limitMs,
  )

  test(
    'of a log without an archive is the log alone, and one is never written over',
    async () => {
      await using stack = new AsyncDisposableStack()
      const place: Place = { dataDir: emptyFolder(stack), databaseUrl: 'none' }
      const server = await serverAt(place)
      await server.terminate()
      const file = join(emptyFolder(stack), 'a.backup')
      const manifest = await makeBackup({ installation: installationAt(place), file })
      expect(manifest.database).toBeNull()
      expect(await checkBackup(file, noProgress)).toEqual(manifest)
      expect(makeBackup({ installation: installationAt(place), file })).rejects.toThrow('is there already')
      const dataDir = emptyFolder(stack)
      const url = await emptyDatabase(plain())
      await restoreBackup({ installation: installationAt({ dataDir, databaseUrl: url }), file })
      await using again = await serverAt({ dataDir, databaseUrl: url })
      await archived(again)
      expect(await complaints({ dataDir, databaseUrl: url })).toEqual([])
    },
    limitMs,
  )

  test(
    'is tried again where events were trimmed between its two halves, and refused where they always are',
    async () => {
      await using stack = new AsyncDisposableStack()
      const place: Place = { dataDir: emptyFolder(stack), databaseUrl: await emptyDatabase(plain()) }
      await makePast(place, 100)
      const folder = emptyFolder(stack)
      const trimmedAt = (positions: number[]): Progress & { asked: () => number } => {
        let asked = 0
        return {
          ...noProgress,
          asked: () => asked,
          at(what) {
            if (what !== 'the log') return
            using log = new Database(logPath(join(place.dataDir, 'log')))
            log.run(`update events set position = position + ${positions[asked] ?? 0}`)
            asked += 1
          },
        }
      }
      const once = trimmedAt([1_000, -1_000])
      await makeBackup({ installation: installationAt(place), file: join(folder, 'a.backup'), progress: once })
      expect(once.asked()).toBe(2)
      const always = trimmedAt([1_000])
      const made = makeBackup({ installation: installationAt(place), file: join(folder, 'b.backup'), progress: always })
      expect(made).rejects.toThrow('3 times: run bun run doctor')
      await made.catch(() => undefined)
      expect(always.asked()).toBe(3)
      expect(readdirSync(folder)).toEqual(['a.backup'])
    },
    limitMs,
  )

  test('is refused where there is no log, and leaves nothing behind', async () => {
    await using stack = new AsyncDisposableStack()
    const [dataDir, folder] = [emptyFolder(stack), emptyFolder(stack)]
    const made = makeBackup({ installation: installationAt({ dataDir, databaseUrl: 'none' }), file: join(folder, 'a.backup') })
    expect(made).rejects.toThrow('there is no log')
    await made.catch(() => undefined)
    expect([readdirSync(folder), existsSync(join(dataDir, 'log'))]).toEqual([[], false])
  })
})
