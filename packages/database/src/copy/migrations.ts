import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { ArchiveRefusedError } from '../errors.ts'
import { migrationsFolder } from '../migrate.ts'

/** The migrations of this version, in order: `hash` is what a database notes of one that was applied. */
export function knownMigrations(): { hash: string }[] {
  return readMigrationFiles({ migrationsFolder })
}

/** Throws ArchiveRefusedError where `hashes` are not the first ones of this version's migrations. */
export function requireKnown(hashes: readonly string[]): void {
  const known = knownMigrations()
  if (hashes.every((hash, index) => known[index]?.hash === hash)) return
  throw new ArchiveRefusedError('the backup was made by a newer version of Landale, or another one: restore it with that version')
}

/** Makes of `folder` a folder of the first `count` migrations: a schema as an older version had it. */
export function writeMigrations(folder: string, count: number): void {
  const journalPath = join('meta', '_journal.json')
  const journal = JSON.parse(readFileSync(join(migrationsFolder, journalPath), 'utf8')) as { entries: { tag: string }[] }
  const entries = journal.entries.slice(0, count)
  mkdirSync(join(folder, 'meta'), { recursive: true })
  for (const { tag } of entries) cpSync(join(migrationsFolder, `${tag}.sql`), join(folder, `${tag}.sql`))
  writeFileSync(join(folder, journalPath), JSON.stringify({ ...journal, entries }))
}
