// `bun run drill`: the heavy form of the drills that the tests run in a short form.
import { join } from 'node:path'
import { chromiumPath } from './browser.ts'

const root = join(import.meta.dir, '..')
const drills: [string, Record<string, string>, string[]][] = [
  ['kill -9 of a writer, 100 rounds', { LANDALE_CRASH_ROUNDS: '100' }, ['./packages/event-log/tests/crash.test.ts']],
  [
    'kill -9 of the server under 200 events/s, 50 rounds',
    { LANDALE_DRILL_ROUNDS: '50' },
    ['./apps/server/tests/kill-drill.test.ts'],
  ],
  [
    'the database killed, frozen for a minute and gone for a minute, and 20 rounds of kill -9 of the server',
    { LANDALE_OUTAGE_SECONDS: '60', LANDALE_OUTAGE_KILLS: '20' },
    ['./apps/server/tests/archive-outage.test.ts'],
  ],
  [
    'ten days of Twitch: silences, moves, ends, refreshes',
    { LANDALE_DAY_HOURS: '240' },
    ['./apps/server/tests/twitch-day.test.ts'],
  ],
  ['1,000,000 malformed inputs', { LANDALE_MALFORMED_INPUTS: '1000000' }, ['./apps/server/tests/malformed.test.ts']],
  [
    'two hours of subathon at twenty times its speed in Chromium',
    { LANDALE_SUBATHON_MINUTES: '120', LANDALE_CHROMIUM: await chromiumPath() },
    ['./apps/overlays/tests/subathon.browser.ts'],
  ],
]
await Bun.$`${process.execPath} x turbo run build --output-logs=errors-only`.cwd(root)

let failed = 0
for (const [name, environment, files] of drills) {
  console.log(`\n== ${name}`)
  const child = Bun.spawn([process.execPath, 'test', '--timeout', '1800000', ...files], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdin: 'ignore',
    stdout: 'inherit',
    stderr: 'inherit',
  })
  if ((await child.exited) !== 0) failed += 1
}
process.exit(failed === 0 ? 0 : 1)
