import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { version } from '../../apps/server/src/version.ts'
import root from '../../package.json' with { type: 'json' }
import { type Installation, logPath } from '../tools/installation.ts'
import { sizeText } from '../tools/progress.ts'
import { type Finding, fail, look, ok, type Verdict, warn } from './finding.ts'
import { sizeOf } from './leftovers.ts'

const gigabyte = 1e9

/** Versions, the data folder and the disk under it. */
export async function lookAtMachine(installation: Installation, isServerRunning: boolean): Promise<Finding[]> {
  const { dataDir } = installation
  return [
    await look('versions', () => {
      const { bun } = process.versions
      const wanted = root.engines.bun
      if (bun !== wanted) return warn(`Landale ${version}, Bun ${bun}; it is made for Bun ${wanted}`, `install Bun ${wanted}`)
      return ok(`Landale ${version}, Bun ${bun}`)
    }),
    await look('server', () => ok(isServerRunning ? `runs on ${dataDir}` : `does not run on ${dataDir}`)),
    await look('data folder', () => lookAtFolder(installation)),
    await look('keys', () => lookAtKeys(dataDir)),
    await look('disk', async () => {
      const [{ bavail, bsize }, used] = [await statfs(dataDir), await sizeOf(dataDir)]
      const free = bavail * bsize
      const says = `${sizeText(free)} free, ${sizeText(used)} used by ${dataDir}`
      return free < Math.max(used, gigabyte) ? warn(says, 'free some space: a backup and a restore need as much again') : ok(says)
    }),
  ]
}

function lookAtFolder({ dataDir, logFolder }: Installation): Verdict {
  for (const path of [dataDir, logFolder, logPath(logFolder)]) {
    try {
      accessSync(path, constants.R_OK | constants.W_OK)
    } catch {
      return fail(`${path} cannot be written by this user`, 'run this as the user that runs the server, or give it the folder')
    }
  }
  return ok(`${dataDir} can be read and written`)
}

function lookAtKeys(dataDir: string): Verdict {
  const names = ['control.key', 'worker.key', 'overlay.key', 'postgres.key'].filter((name) => existsSync(join(dataDir, name)))
  const open = names.filter((name) => (statSync(join(dataDir, name)).mode & 0o077) !== 0)
  if (open.length > 0) return warn(`others may read ${open.join(', ')}`, `run "chmod 600" on them in ${dataDir}`)
  return ok(names.length === 0 ? 'none are kept here' : `${names.join(', ')}: for their owner only`)
}
