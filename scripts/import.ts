// Appends exported events to a session. `bun run import --help` is its usage.
import { resolve } from 'node:path'
import { importSession } from './sessions/import.ts'
import { serverOf } from './sessions/server.ts'
import { onlyPositional, runCommand } from './tools/command.ts'
import { installationOf } from './tools/installation.ts'
import { createProgress } from './tools/progress.ts'
import { ToolError } from './tools/tool-error.ts'

const usage = `bun run import FILE [--session ID] [--url URL] [--key KEY]

Appends the events of an export to a session, in order: to that of the file's first event, or to ID. A session that is missing is
made. The server has to run.

An event keeps its type, actor, source, payload, metadata and refs, and gets an id, a place and a time of this log. Its idempotency
key becomes "import:" and the id that it had where it first was, so nothing is doubled: not by importing a file twice, not by going
on after an import that stopped, and not by importing into the very session that it came from. What it showed on an overlay it
shows again, as its origin (live, test, replay) says.

A line that does not fit is named with its field; nothing of its list (up to 1,000 lines) is appended, and those before it stay.

  --url  the server, where it is not the one of these settings (environment, .env)
  --key  a control or worker key of it, where it is not the one in the data folder`

await runCommand({
  usage,
  flags: { session: { type: 'string' }, url: { type: 'string' }, key: { type: 'string' } },
  async run({ values, positionals }) {
    const given = onlyPositional(positionals)
    if (given === undefined) throw new ToolError(`which file?\n\n${usage}`)
    const file = Bun.file(resolve(given))
    if (!(await file.exists())) throw new ToolError(`there is no file ${given}`)
    const installation = installationOf(process.env)
    const server = await serverOf(installation, values)
    const { maxBodyBytes } = installation.config.http
    const imported = await (async () => {
      using progress = createProgress('import', file.size)
      return await importSession({ server, lines: file.stream(), session: values.session, maxBodyBytes, progress })
    })()
    console.log(`${imported.session}: ${imported.appended} appended, ${imported.known} known already`)
    return 0
  },
})
