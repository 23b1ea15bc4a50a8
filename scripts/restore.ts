// Puts a backup in the place of what a stopped server has. `bun run restore --help` is its usage.
import { resolve } from 'node:path'
import type { Manifest } from './backup/manifest.ts'
import { restoreBackup, restoreSteps } from './restore/restore.ts'
import { interruption, onlyPositional, runCommand } from './tools/command.ts'
import { type Installation, installationOf } from './tools/installation.ts'
import { createProgress } from './tools/progress.ts'
import { ToolError } from './tools/tool-error.ts'

const usage = `bun run restore FILE [--log-only] [--yes]

Puts the log and the archive of a backup in the place of those that are there. The server has to be stopped. All of FILE is read
first; if something fails after that, everything is as it was before.

What was there is moved to before-restore-<time> in the data folder, and in a database of yours to the schema
landale_before_<time>; remove them when you are sure. The keys stay as they are. Readers start anew: it is another log to them.

  --log-only  leaves the archive in the backup: the log alone, and a new archive from there on
  --yes       does not ask, on a terminal; elsewhere nothing is asked

  The server's own settings (environment, .env) say where its data are.`

await runCommand({
  usage,
  flags: { 'log-only': { type: 'boolean', default: false }, yes: { type: 'boolean', default: false } },
  async run({ values, positionals }) {
    const given = onlyPositional(positionals)
    if (given === undefined) throw new ToolError(`which file?\n\n${usage}`)
    const installation = installationOf(process.env)
    using progress = createProgress('restore', restoreSteps)
    const restored = await restoreBackup({
      installation,
      file: resolve(given),
      logOnly: values['log-only'],
      progress,
      signal: interruption(),
      ...(process.stdin.isTTY && !values.yes && { confirm: async (manifest) => ask(manifest, installation) }),
    })
    progress[Symbol.dispose]()
    if (restored === undefined) {
      console.log('Nothing was touched.')
      return 1
    }
    const { manifest, epoch, aside } = restored
    console.log(`Restored: ${manifest.head} events, as of ${manifest.created_at}. The log's epoch is ${epoch} now.`)
    if (aside.folder) console.log(`What was there before is in ${aside.folder}; remove it when you are sure.`)
    if (aside.schema) console.log(`The archive before is the schema ${aside.schema}; drop it when you are sure.`)
    console.log('Start the server, or run bun run doctor first.')
    return 0
  },
})

function ask({ created_at, head }: Manifest, { dataDir }: Installation): boolean {
  const answer = prompt(`\nPut the backup of ${created_at} (${head} events) in the place of what is in ${dataDir}? Type "yes":`)
  return answer?.trim().toLowerCase() === 'yes'
}
