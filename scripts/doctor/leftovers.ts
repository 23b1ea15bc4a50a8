import { existsSync, readdirSync } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { leftoverPostgres } from '../restore/leftover-postgres.ts'
import type { Installation } from '../tools/installation.ts'
import { sizeText } from '../tools/progress.ts'
import { type Finding, look, ok, type Verdict, warn } from './finding.ts'

const partial = /\.partial(?:-[0-9a-f]+)?(?:\.password)?$/

/** What something that was cut short left behind, here and in `folder`, where backups are made. */
export async function lookAtLeftovers(installation: Installation, folder: string, isServerRunning: boolean): Promise<Finding[]> {
  const { dataDir, cluster } = installation
  const isOfBackup = (name: string) => name.includes('.backup.') && partial.test(name)
  const cutShort = [
    ...namesIn(dataDir)
      .filter((name) => partial.test(name))
      .map((name) => join(dataDir, name)),
    ...(folder === dataDir
      ? []
      : namesIn(folder)
          .filter(isOfBackup)
          .map((name) => join(folder, name))),
  ]
  const before = namesIn(dataDir)
    .filter((name) => name.startsWith('before-restore-'))
    .map((name) => join(dataDir, name))
  return [
    ...(await Promise.all(cutShort.map((path) => look('unfinished', () => unfinished(path))))),
    ...(await Promise.all(before.map((path) => look('before a restore', () => kept(path))))),
    await look('left running', async () => {
      const pid = isServerRunning ? undefined : await leftoverPostgres(cluster.folder)
      if (pid === undefined) return ok('nothing')
      return warn(`PostgreSQL (pid ${pid}) outlived its server`, 'start the server, which takes it over, and stop it')
    }),
  ]
}

async function unfinished(path: string): Promise<Verdict> {
  return warn(
    `${path}, ${await sizeAndAge(path)}, was left by something cut short`,
    'remove it, unless a backup, a restore or a first start is under way',
  )
}

async function kept(path: string): Promise<Verdict> {
  return warn(`${path}, ${await sizeAndAge(path)}, is from before a restore`, 'remove it when you are sure of what was restored')
}

async function sizeAndAge(path: string): Promise<string> {
  const { mtimeMs } = await lstat(path)
  const hours = Math.max(0, (Date.now() - mtimeMs) / 3_600_000)
  const age = hours < 48 ? `${hours.toFixed(0)} hours` : `${(hours / 24).toFixed(0)} days`
  return `${sizeText(await sizeOf(path))}, ${age} old`
}

/** Bytes of a file, or of all files under a folder; what vanishes meanwhile counts nothing. */
export async function sizeOf(path: string): Promise<number> {
  const found = await lstat(path).catch(() => undefined)
  if (found === undefined || !found.isDirectory()) return found?.size ?? 0
  let bytes = 0
  for (const name of await readdir(path).catch(() => [])) bytes += await sizeOf(join(path, name))
  return bytes
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}
