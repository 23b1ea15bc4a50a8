import { realpath } from 'node:fs/promises'
import { endPostmaster, identify, readPidFile } from '../../packages/database/src/embedded/postmaster.ts'
import { ToolError } from '../tools/tool-error.ts'

/** The embedded PostgreSQL that outlived its server; undefined where none runs in this folder. */
export async function leftoverPostgres(folder: string): Promise<number | undefined> {
  const path = await realpath(folder).catch(() => undefined)
  const file = path === undefined ? undefined : await readPidFile(path)
  if (path === undefined || file === undefined) return undefined
  return (await identify(file.pid, path)) === 'postmaster' ? file.pid : undefined
}

/** Ends it, so that its folder can be moved; damaged or not, it is not asked to start. */
export async function endLeftoverPostgres(folder: string): Promise<void> {
  const pid = await leftoverPostgres(folder)
  if (pid === undefined) return
  await endPostmaster(pid, await realpath(folder))
  if ((await leftoverPostgres(folder)) !== undefined) throw new ToolError(`PostgreSQL (pid ${pid}) does not end: end it by hand`)
}
