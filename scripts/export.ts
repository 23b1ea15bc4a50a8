// Writes a session's events as lines of JSON. `bun run export --help` is its usage.
import { resolve } from 'node:path'
import { exportSession, withNewFile } from './sessions/export.ts'
import { serverOf } from './sessions/server.ts'
import { interruption, runCommand } from './tools/command.ts'
import { installationOf } from './tools/installation.ts'
import { createProgress } from './tools/progress.ts'
import { ToolError } from './tools/tool-error.ts'

const usage = `bun run export --session ID [--out FILE] [--url URL] [--key KEY]

Writes all events of a session, archived and new, as they are: one a line, JSON, in order, to stdout or to FILE, which is never
written over. The server has to run. ID "current" is the platform's own session.

  --url  the server, where it is not the one of these settings (environment, .env)
  --key  a control, worker or overlay key of it, where it is not the one in the data folder

"bun run import FILE" brings them into a session again.`

await runCommand({
  usage,
  flags: { session: { type: 'string' }, out: { type: 'string' }, url: { type: 'string' }, key: { type: 'string' } },
  async run({ values, positionals }) {
    const { session, out } = values
    if (session === undefined || positionals.length > 0) throw new ToolError(`which session? Give --session ID\n\n${usage}`)
    const server = await serverOf(installationOf(process.env), values)
    const onTotal = (events: number) => createProgress('export', events)
    const stopping = interruption()
    const into = (append: (text: string) => Promise<unknown>) => {
      const write = (text: string) => {
        stopping.throwIfAborted()
        return append(text)
      }
      return exportSession({ server, session, write, onTotal })
    }
    const exported = out === undefined ? await into((text) => Bun.write(Bun.stdout, text)) : await withNewFile(resolve(out), into)
    if (exported.missing > 0) process.stderr.write(`${exported.missing} events before the first are not kept any more.\n`)
    if (out !== undefined) console.log(`${out}: ${exported.events} events of ${exported.session}`)
    return 0
  },
})
