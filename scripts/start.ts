// `bun run start`: installs and builds what is missing or stale, then serves in this very process.
import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const root = join(import.meta.dir, '..')

/** Changed since the last install: the lock file is newer than what was installed from it. */
function isInstallStale(): boolean {
  const installed = join(root, 'node_modules')
  if (!existsSync(installed)) return true
  return statSync(join(root, 'bun.lock')).mtimeMs > statSync(installed).mtimeMs
}

async function run(command: string[]): Promise<void> {
  const child = Bun.spawn(command, { cwd: root, stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' })
  const output = Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()])
  if ((await child.exited) === 0) return
  process.stderr.write((await output).join(''))
  console.error(`"${command.slice(1).join(' ')}" failed; what it said stands above.`)
  process.exit(1)
}

if (isInstallStale()) {
  console.log('Installing what is missing …')
  await run([process.execPath, 'install', '--frozen-lockfile'])
}
// Turbo knows what is stale; where nothing is, this takes half a second.
console.log('Building what is stale …')
await run([process.execPath, 'x', 'turbo', 'run', 'build', '--output-logs=errors-only'])

// What the streamer sets up by hand begins as what is on without it.
const shows = resolve(process.env.LANDALE_CONFIG_DIR ?? './config', 'shows.jsonc')
if (!existsSync(shows)) {
  mkdirSync(dirname(shows), { recursive: true })
  copyFileSync(join(root, 'apps/server/src/stage/show/default-shows.jsonc'), shows)
  console.log(`Wrote ${shows}: shows, alerts, goals and timers are set up there.`)
}

process.env.LANDALE_SHOW_ADDRESSES = 'yes'
await import(join(root, 'apps/server/src/main.ts'))
