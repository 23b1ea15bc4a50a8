// Coming back: a subscriber over 5,000 missed events, and a server over 1,000,000.
import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { startChild } from './src/child.ts'
import { chat, listOf } from './src/events.ts'
import { temporaryFolder } from './src/folder.ts'
import { append, type Landale, startLandale } from './src/landale.ts'
import { saturate } from './src/pace.ts'
import type { Report } from './src/report.ts'
import { median } from './src/statistics.ts'
import { subscribe } from './src/subscriber.ts'

const rounds = 5
const missed = 5_000
const logEvents = 1_000_000

/** From the opening of the socket to the last of the missed events, parsed. */
async function resumeMs(server: Landale, head: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  let seen = head - missed
  const startedAt = performance.now()
  const onFrame = ({ prev, events }: { prev: number; events: { position: number }[] }) => {
    if (prev !== seen) throw new Error(`the frame starts after ${prev}, not ${seen}`)
    seen = events.at(-1)?.position ?? seen
    if (seen >= head) resolve(performance.now() - startedAt)
  }
  const { close } = await subscribe(server.port, 'all', onFrame, { cursor: head - missed })
  const took = await promise
  close()
  return took
}

/** The same rows read from the file and parsed, with no server and no socket. */
function bareReadMs(dataDir: string, head: number): number {
  const db = new Database(join(dataDir, 'log', 'events.sqlite'), { readonly: true })
  const startedAt = performance.now()
  const rows = db
    .query<{ body: string }, [number]>('select body from events where position > ? order by position')
    .all(head - missed)
  JSON.parse(`[${rows.map(({ body }) => body).join(',')}]`)
  const took = performance.now() - startedAt
  db.close()
  return took
}

/** Bun itself, up to its first line. */
async function bareBootMs(): Promise<number> {
  await using child = await startChild(['bun', '-e', `console.log('{"ready":true}')`])
  return child.bootMs
}

async function fill(dataDir: string): Promise<number> {
  await using server = await startLandale(dataDir)
  const list = listOf(1_000, chat)
  await saturate({ width: 4, count: logEvents / 1_000 - 1 }, async () => void (await append(server, list)))
  const { position } = await append(server, list)
  await server.stop('SIGTERM')
  return position + 999
}

export async function run(): Promise<Report> {
  using folder = temporaryFolder()
  const filledAt = performance.now()
  const filled = await fill(folder.path)
  const fillSeconds = (performance.now() - filledAt) / 1_000
  const figures = {
    resume: [] as number[],
    read: [] as number[],
    boot: [] as number[],
    crash: [] as number[],
    bare: [] as number[],
  }
  for (let round = 0; round < rounds; round += 1) {
    figures.bare.push(await bareBootMs())
    {
      await using server = await startLandale(folder.path)
      figures.boot.push(server.bootMs)
      figures.read.push(bareReadMs(folder.path, filled))
      figures.resume.push(await resumeMs(server, filled))
    }
    // The scope above ended it with SIGKILL; this one ends as a streamer's does.
    const server = await startLandale(folder.path)
    figures.crash.push(server.bootMs)
    await server.stop('SIGTERM')
  }
  const bare = { name: 'Bun’s own start', value: median(figures.bare) }
  const read = { name: 'rows read and parsed', value: median(figures.read) }
  const million = logEvents.toLocaleString('en')
  return {
    bench: 'resume',
    rounds,
    rows: [
      {
        measure: `resume of ${missed.toLocaleString('en')} events`,
        value: median(figures.resume),
        unit: 'ms',
        target: { atMost: 150 },
        raw: read,
      },
      {
        measure: `boot to ready over ${million} events`,
        value: median(figures.boot),
        unit: 'ms',
        target: { atMost: 1_000 },
        raw: bare,
      },
      { measure: 'the same after kill -9', value: median(figures.crash), unit: 'ms', target: { atMost: 1_000 }, raw: bare },
    ],
    notes: [`the log was filled in ${fillSeconds.toFixed(1)} s, over HTTP, in lists of 1,000`],
  }
}
