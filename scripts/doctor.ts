// Looks whether everything that the server keeps is as it should be. `bun run doctor --help` is its usage.
import { diagnose } from './doctor/diagnose.ts'
import type { Finding } from './doctor/finding.ts'
import { interruption, runCommand } from './tools/command.ts'
import { installationOf } from './tools/installation.ts'

const usage = `bun run doctor [--full] [--json]

Looks at the versions, the data folder, the log, its archive, whether the two agree, and what was left behind, and says of each:
ok, warn or FAIL, and what to do. It changes nothing. The server may run. The exit code is 1 where something is a FAIL.

  --full  compares every event of the log with the archive, where a sample would do, and reads every page of the log
  --json  {"ok": …, "findings": [{"check", "state", "says", "advice"}]} instead of lines

  The server's own settings (environment, .env) say where its data are.`

await runCommand({
  usage,
  flags: { full: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  async run({ values }) {
    const findings = await diagnose({
      installation: installationOf(process.env),
      full: values.full,
      folder: process.cwd(),
      signal: interruption(),
    })
    const isOk = findings.every(({ state }) => state !== 'FAIL')
    if (values.json) console.log(JSON.stringify({ ok: isOk, findings }, undefined, 2))
    else for (const finding of findings) console.log(line(finding))
    return isOk ? 0 : 1
  },
})

function line({ check, state, says, advice }: Finding): string {
  const text = `${state.padEnd(5)} ${check.padEnd(24)} ${says}`
  return advice === undefined || state === 'ok' ? text : `${text}\n${' '.repeat(31)}→ ${advice}`
}
