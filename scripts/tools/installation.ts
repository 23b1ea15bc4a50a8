import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, loadConfig } from '../../apps/server/src/config.ts'

/** Where a server's things lie, as its configuration says. */
export type Installation = {
  config: Config
  dataDir: string
  logFolder: string
  /** The embedded PostgreSQL's. */
  cluster: { folder: string; passwordFile: string }
  database: { kind: 'none' } | { kind: 'embedded' } | { kind: 'external'; url: string }
}

/** Reads the configuration that the server would start with. Throws ConfigError. */
export function installationOf(environment: Record<string, string | undefined>): Installation {
  const config = loadConfig(environment)
  const { dataDir, archive } = config
  const { databaseUrl: url } = archive
  return {
    config,
    dataDir,
    logFolder: join(dataDir, 'log'),
    cluster: { folder: join(dataDir, 'postgres'), passwordFile: join(dataDir, 'postgres.key') },
    database: url === 'none' ? { kind: 'none' } : url === undefined ? { kind: 'embedded' } : { kind: 'external', url },
  }
}

export function hasLog({ logFolder }: Installation): boolean {
  return existsSync(logPath(logFolder))
}

export function logPath(folder: string): string {
  return join(folder, 'events.sqlite')
}

export function hasCluster({ cluster }: Pick<Installation, 'cluster'>): boolean {
  return existsSync(join(cluster.folder, 'PG_VERSION'))
}
