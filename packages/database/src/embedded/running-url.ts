import { realpath } from 'node:fs/promises'
import { superuser } from './cluster.ts'
import { readPassword } from './password.ts'
import { identify, readPidFile } from './postmaster.ts'

export function databaseUrl(password: string, port: number): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`
}

/** The URL of the cluster in this folder if it runs now; undefined where none runs. For tools beside a running server. */
export async function runningUrl(options: { folder: string; passwordFile: string }): Promise<string | undefined> {
  const folder = await realpath(options.folder).catch(() => undefined)
  if (folder === undefined) return undefined
  const file = await readPidFile(folder)
  if (file?.port === undefined || file.status !== 'ready') return undefined
  if ((await identify(file.pid, folder)) !== 'postmaster') return undefined
  const password = readPassword(options.passwordFile)
  return password === undefined ? undefined : databaseUrl(password, file.port)
}
