import { expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventLog } from '@landale/event-log'
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
