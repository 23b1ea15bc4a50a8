// A TimescaleDB for tests and benchmarks. `bun scripts/timescaledb.ts` prints its URL and keeps it until Ctrl-C.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasDebianPackages, startDebianServer } from './timescaledb-debian.ts'
import { hasDocker, startDockerServer } from './timescaledb-docker.ts'

export type TimescaleServer = {
  url: string
  /** The postmaster, where it is ours and runs. */
  pid(): number | undefined
  /** kill -9 of the postmaster. */
  kill(): Promise<void>
  /** Starts it again on the same data and port; nothing where it runs. */
  start(): Promise<void>
  /** Ends it and removes its data. */
  stop(): Promise<void>
}

export type TimescaleOptions = {
  /** Where what was unpacked is kept from one run to the next; every run's data are in a folder of their own below it. */
  folder?: string
  port?: number
}

/** TIMESCALE_URL as it is; else Docker's, where an engine answers; else one from Debian's packages. Throws where none can be had. */
export async function startTimescale({
  folder = join(tmpdir(), 'landale-timescaledb'),
  port,
}: TimescaleOptions = {}): Promise<TimescaleServer> {
  const given = process.env.TIMESCALE_URL
  if (given) return foreignServer(given)
  if (await hasDocker()) return await startDockerServer(port)
  if (hasDebianPackages()) return await startDebianServer(folder, port)
  throw new Error('No TimescaleDB can be had here: start Docker, or set TIMESCALE_URL to one (its user must own databases).')
}

/** Somebody's own: it is used, and neither killed nor stopped. */
function foreignServer(url: string): TimescaleServer {
  const refuse = async () => {
    throw new Error('The server at TIMESCALE_URL is not ours to kill: unset it to run this test on one of its own.')
  }
  return { url, pid: () => undefined, kill: refuse, start: async () => {}, stop: async () => {} }
}

if (import.meta.main) {
  const server = await startTimescale()
  console.log(server.url)
  await new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
    // Nothing else keeps this process from ending.
    setInterval(() => {}, 60_000)
  })
  await server.stop()
  process.exit(0)
}
