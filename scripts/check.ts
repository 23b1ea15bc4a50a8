// `bun run check`: all that has to hold before a change lands. The cheap first; `--without-tests` leaves the last out.
import { join } from 'node:path'

const root = join(import.meta.dir, '..')
const bun = process.execPath
const steps: [string, string[]][] = [
  ['format, lint and the direction of imports', [bun, 'x', 'biome', 'ci', '.']],
  ['schemas are fresh', [bun, 'scripts/schema.ts', '--check']],
  ['every variable is in .env.example', [bun, 'scripts/check-environment.ts']],
  ['types', [bun, 'x', 'turbo', 'run', 'typecheck', '--output-logs=errors-only']],
  ['types of scripts', [bun, 'x', 'tsc', '-p', 'scripts']],
  ['build', [bun, 'x', 'turbo', 'run', 'build', '--output-logs=errors-only']],
  ['overlays use what OBS’s browser has', [bun, 'scripts/check-browser-apis.ts']],
  ['no overlay loads more than 90 kB', [bun, 'scripts/check-page-size.ts']],
  ...(process.argv.includes('--without-tests') ? [] : [['tests', [bun, 'scripts/test.ts']] satisfies [string, string[]]]),
]

for (const [name, command] of steps) {
  const startedAt = performance.now()
  const child = Bun.spawn(command, { cwd: root, stdin: 'ignore', stdout: 'inherit', stderr: 'inherit' })
  const code = await child.exited
  console.log(`${code === 0 ? 'ok' : 'FAILED'}: ${name} (${((performance.now() - startedAt) / 1_000).toFixed(1)} s)`)
  if (code !== 0) process.exit(1)
}
