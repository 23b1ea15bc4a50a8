import { afterAll, beforeAll } from 'bun:test'
import type { Event } from '@landale/protocol'
import fc from 'fast-check'
import type { Sql } from '../src/index.ts'
import { type Archive, describeServers, limitMs, refreshAggregates, seedOf } from './fixture.ts'
import { batchesOf, makeLog } from './made-log.ts'
import { dayMs } from './recount.ts'

export const count = 4_000
const { events, rows } = makeLog({ seed: 42, count, everyMs: (5 * dayMs) / count })

export { events }

/** Any of them. */
export const one: fc.Arbitrary<Event> = fc.constantFrom(...events)

export const runs = (name: string, numRuns: number) => ({ seed: seedOf(name), numRuns })

/** The same questions to both servers, about one archive of five mixed days that nobody changes. */
export function describeFilled(body: (sql: () => Sql, kind: string) => void): void {
  describeServers((server) => {
    let archive: Archive | undefined
    beforeAll(async () => {
      archive = await server.archive()
      for (const batch of batchesOf({ events, rows }, 2_000)) await archive.writer.write(batch)
      await refreshAggregates(archive)
      await archive.sql`analyze`
    }, limitMs)
    afterAll(async () => {
      await archive?.[Symbol.asyncDispose]()
    }, limitMs)
    const sql = () => {
      if (archive === undefined) throw new Error('the archive is filled first')
      return archive.sql
    }
    body(sql, server.kind)
  })
}
