import { expect, test } from 'bun:test'
import { join } from 'node:path'
import type { Event } from '@landale/protocol'
import { EventLog } from '../src/index.ts'
import { appended, note, seedOf, temporaryFolder } from './fixture.ts'

const rounds = Number(process.env.LANDALE_CRASH_ROUNDS ?? 12)

test(`kill -9 of a writer at any moment, ${rounds} times: what was acknowledged is there, once, in its place, and no seq is missing`, async () => {
  using folder = temporaryFolder()
  const random = generator(seedOf('crash'))
  const acknowledged = new Map<string, number>()
  for (let round = 0; round < rounds; round += 1) {
    const writer = Bun.spawn(['bun', join(import.meta.dir, 'crash-writer.ts'), folder.path, String(round)], {
      stdout: 'pipe',
      stderr: 'inherit',
    })
    const lines = await killedAfter(writer, 1 + Math.floor(random() * 400))
    for (const line of lines) {
      const [key = '', seq = ''] = line.split(' ')
      acknowledged.set(key, Number(seq))
    }
    const log = new EventLog({ folder: folder.path })
    const page = await log.readSession('current', { after: 0, limit: 1_000_000 })
    const events = (page?.events ?? []).map(({ body }) => JSON.parse(body) as Event)
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1))
    const keys = events.map(({ idempotency_key }) => idempotency_key ?? '')
    expect(new Set(keys).size).toBe(keys.length)
    for (const [key, seq] of acknowledged) expect(keys[seq - 1]).toBe(key)
    // Between commit and reply: what is there without having been acknowledged is known when it is sent again.
    const unheard = keys.filter((key) => !acknowledged.has(key)).at(-1)
    if (unheard !== undefined) {
      const retry = appended(await log.append({ session: 'current', events: [note(unheard, { idempotency_key: unheard })] }))
      expect(retry.events[0]).toMatchObject({ deduped: true, seq: keys.indexOf(unheard) + 1 })
    }
    await log.close()
  }
  console.log(`crash: ${rounds} rounds, ${acknowledged.size} acknowledged events`)
  expect(acknowledged.size).toBeGreaterThan(rounds)
}, 120_000)

/** Reads whole lines until there are `count`, then kills, and gives back every line that got out. */
async function killedAfter(writer: Bun.Subprocess<'ignore', 'pipe', 'inherit'>, count: number): Promise<string[]> {
  let text = ''
  let killed = false
  for await (const chunk of writer.stdout) {
    text += new TextDecoder().decode(chunk)
    if (killed || text.split('\n').length <= count) continue
    writer.kill('SIGKILL')
    killed = true
  }
  await writer.exited
  return text.split('\n').slice(0, -1)
}

/** mulberry32: small, seeded, good enough to choose moments. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
