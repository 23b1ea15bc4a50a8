import { Database } from 'bun:sqlite'
import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { freeze } from '@landale/database/testing'
import { archived, describeArchives, freshDatabase, statusOf, until } from './archive.ts'
import { type ServerProcess, serverProcess, temporaryFolder } from './fixture.ts'
import { countsOf, startSubscriber } from './outage.ts'
import { startProducer } from './producer.ts'

/** How long the database is away each time; `bun run drill` sets a minute. */
const awayMs = Number(process.env.LANDALE_OUTAGE_SECONDS ?? 3) * 1_000
const killRounds = Number(process.env.LANDALE_OUTAGE_KILLS ?? 3)
const perSecond = 1_000
const limitMs = 4 * awayMs + killRounds * 10_000 + 120_000

describeArchives((database) => {
  test(
    `killed, frozen and gone under ${perSecond} events/s: nothing is lost or doubled, feeds go on, and it catches up by itself`,
    async () => {
      await using stack = new AsyncDisposableStack()
      const { url } = database()
      const server = stack.use(await serverProcess({ environment: { DATABASE_URL: url } }))
      await archived(server)
      const subscriber = stack.use(startSubscriber(server))
      const producer = startProducer({ server: () => server, perSecond, listEvents: 10 })
      const goesOn = async () => {
        const { head } = await statusOf(server)
        await until('the feed has what came meanwhile', 10_000, async () => (subscriber.positions.at(-1) ?? 0) > head)
      }
      const isAway = async () => (await statusOf(server)).archive.state === 'away'

      const catchesUp = () =>
        until('it has caught up', 60_000, async () => {
          const { archive, backlog } = await statusOf(server)
          return archive.state === 'connected' && backlog < perSecond * 2
        })

      await database().kill()
      await until('the server says so', 10_000, isAway)
      await goesOn()
      await database().start()
      await catchesUp()

      const wake = await freeze(url)
      stack.defer(wake)
      await Bun.sleep(awayMs)
      await goesOn()
      const frozen = await statusOf(server)
      expect(frozen.backlog).toBeGreaterThan(perSecond)
      wake()
      await catchesUp()

      await database().kill()
      await until('the server says so', 10_000, isAway)
      await Bun.sleep(awayMs)
      await goesOn()
      expect((await statusOf(server)).parts).toContainEqual(
        expect.objectContaining({ name: 'archive', state: 'down', reason: expect.stringContaining('wait in the log') }),
      )
      expect((await fetch(`${server.healthUrl}/ready`)).status).toBe(200)
      await database().start()
      await catchesUp()

      const sent = await producer.stop()
      await archived(server)
      const { head } = await statusOf(server)
      await until('the feed is whole', 10_000, async () => subscriber.positions.at(-1) === head)
      expect(subscriber.positions).toEqual(Array.from({ length: head }, (_, index) => index + 1))
      expect(subscriber.resets).toEqual([])
      expect(await countsOf(url)).toEqual({
        rows: head,
        positions: head,
        first: 1,
        last: head,
        keys: sent,
        hourly: head,
        daily: head,
      })
      console.log(`outage: ${sent} events sent, ${head} in the log, in the feed and in the archive`)
    },
    limitMs,
  )

  test(
    `kill -9 of the server, ${killRounds} rounds, and a log that forgot how far it was archived: nothing is lost or doubled`,
    async () => {
      await using stack = new AsyncDisposableStack()
      const url = await freshDatabase(database().url)
      const folder = stack.use(temporaryFolder())
      const environment = { DATABASE_URL: url, LANDALE_ARCHIVE_INTERVAL_MS: '10', LANDALE_ARCHIVE_BATCH_EVENTS: '50' }
      let server: ServerProcess = await serverProcess({ dataDir: folder.path, environment })
      stack.defer(() => server.kill())
      const { ports } = server
      const producer = startProducer({ server: () => server, perSecond, listEvents: 10 })
      for (let round = 0; round < killRounds; round += 1) {
        await until('the archive is at work', 20_000, async () => (await statusOf(server)).archived_position > 0)
        await Bun.sleep(Math.random() * 400)
        await server.kill()
        // As if it had died after the archive's commit and before the log heard of it.
        forgetArchived(folder.path)
        server = await serverProcess({ dataDir: folder.path, environment, ports })
      }
      const sent = await producer.stop()
      await archived(server)
      const { head } = await statusOf(server)
      expect(await countsOf(url)).toEqual({
        rows: head,
        positions: head,
        first: 1,
        last: head,
        keys: sent,
        hourly: head,
        daily: head,
      })
    },
    limitMs,
  )
})

function forgetArchived(dataDir: string): void {
  const db = new Database(join(dataDir, 'log', 'events.sqlite'))
  db.run(`update state set value = '0' where name = 'archived_position'`)
  db.close()
}
