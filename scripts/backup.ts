// Writes the log and its archive into one file. `bun run backup --help` is its usage.
import { resolve } from 'node:path'
import { backupSteps, makeBackup } from './backup/make.ts'
import { interruption, onlyPositional, runCommand } from './tools/command.ts'
import { installationOf } from './tools/installation.ts'
import { createProgress, sizeText } from './tools/progress.ts'

const usage = `bun run backup [FILE]

Writes everything that the server keeps into one file: the log and its archive, as they are at one moment. The server may run.
Keys are not in it. FILE is landale-<time>.backup in this folder where it is left out; it is never written over.

  The server's own settings (environment, .env) say where its data are. DATABASE_URL=none: the log alone.

"bun run restore FILE" brings it back. Keep backups on another disk.`

await runCommand({
  usage,
  flags: {},
  async run({ positionals }) {
    const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')
    const file = resolve(onlyPositional(positionals) ?? `landale-${time}.backup`)
    const installation = installationOf(process.env)
    const startedAt = performance.now()
    const manifest = await (async () => {
      using progress = createProgress('backup', backupSteps)
      return await makeBackup({ installation, file, progress, signal: interruption() })
    })()
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
    const archived = manifest.database === null ? 'the log alone' : `the log, and its archive up to ${manifest.archived_position}`
    console.log(`${file}: ${archived}; ${manifest.head} events, ${sizeText(Bun.file(file).size)}, ${seconds} s`)
    return 0
  },
})
