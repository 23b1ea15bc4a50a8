import { EmbeddedPostgres, runningUrl } from '@landale/database/embedded'
import { hasCluster, type Installation } from './installation.ts'
import { ToolError } from './tool-error.ts'

/** `url` undefined: there is no archive here, and none was expected. */
export type OpenDatabase = AsyncDisposable & { url: string | undefined; wasStarted: boolean }

/** A server that starts brings its database up within this time. */
const startingMs = 10_000
const pollMs = 100

/**
 * The archive's database for a tool: the one that runs, or the embedded one, started for as long as the scope lives. Beside a
 * running server none is started: that is the server's. Rejects with ToolError or EmbeddedPostgresError.
 */
export async function openDatabase(installation: Installation, isServerRunning: boolean): Promise<OpenDatabase> {
  const { database, cluster } = installation
  if (database.kind !== 'embedded') return given(database.kind === 'external' ? database.url : undefined)
  const deadline = Date.now() + (isServerRunning ? startingMs : 0)
  for (;;) {
    const url = await runningUrl(cluster)
    if (url !== undefined) return given(url)
    if (Date.now() >= deadline) break
    await Bun.sleep(pollMs)
  }
  if (isServerRunning)
    throw new ToolError(
      'the server runs, and its PostgreSQL does not: see /ready for why, or set DATABASE_URL=none for the log alone',
    )
  if (!hasCluster(installation)) return given(undefined)
  const embedded = new EmbeddedPostgres(cluster)
  return { url: await embedded.ensureRunning(), wasStarted: true, [Symbol.asyncDispose]: () => embedded.stop() }
}

function given(url: string | undefined): OpenDatabase {
  return { url, wasStarted: false, [Symbol.asyncDispose]: async () => {} }
}
