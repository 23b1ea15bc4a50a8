// TimescaleDB from docker-compose.yml's own service, in a project of its own: never the database that somebody runs beside it.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { answers, freePort } from '../packages/database/src/embedded/port.ts'
import type { TimescaleServer } from './timescaledb.ts'

const composeFile = resolve(import.meta.dir, '../docker-compose.yml')
const detectLimitMs = 5_000
// The first start may pull the image.
const upLimitMs = 300_000
const password = 'landale'

/** Whether a Docker engine answers, with the compose plugin. */
export async function hasDocker(): Promise<boolean> {
  if (Bun.which('docker') === null) return false
  for (const command of [
    ['docker', 'info', '--format', '{{.ServerVersion}}'],
    ['docker', 'compose', 'version'],
  ]) {
    const child = Bun.spawn(command, { stdin: 'ignore', stdout: 'pipe', stderr: 'ignore', timeout: detectLimitMs })
    const output = await child.stdout.text()
    if ((await child.exited) !== 0 || output.trim() === '') return false
  }
  return true
}

/** Its data live in a volume of this project, which `stop` removes. */
export async function startDockerServer(wantedPort?: number): Promise<TimescaleServer> {
  const port = wantedPort ?? (await freePort())
  const folder = mkdtempSync(join(tmpdir(), 'landale-compose-'))
  const override = join(folder, 'override.yml')
  // A fixed port, since Docker would choose another after each start; and no restart after a kill.
  writeFileSync(
    override,
    `services:\n  database:\n    restart: "no"\n    ports:\n      - "127.0.0.1:${port}:5432"\n` +
      '    healthcheck:\n      interval: 1s\n',
  )
  const project = `landale-test-${randomBytes(4).toString('hex')}`
  const compose = async (...argv: string[]): Promise<string> => {
    const child = Bun.spawn(['docker', 'compose', '-p', project, '-f', composeFile, '-f', override, ...argv], {
      env: { ...process.env, POSTGRES_PASSWORD: password },
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'pipe',
      timeout: upLimitMs,
    })
    const [out, err] = await Promise.all([child.stdout.text(), child.stderr.text()])
    if ((await child.exited) !== 0) throw new Error(`"docker compose ${argv.join(' ')}" failed: ${(out + err).trim()}`)
    return out.trim()
  }
  let pid: number | undefined
  const server: TimescaleServer = {
    url: `postgres://landale:${password}@127.0.0.1:${port}/landale`,
    pid: () => pid,
    async start() {
      await compose('up', '-d', '--no-deps', '--wait', 'database')
      await untilAnswers(port)
      const container = await compose('ps', '-q', 'database')
      const state = Bun.spawn(['docker', 'inspect', '--format', '{{.State.Pid}}', container], {
        stdout: 'pipe',
        stderr: 'ignore',
      })
      pid = Number((await state.stdout.text()).trim()) || undefined
    },
    async kill() {
      await compose('kill', '-s', 'SIGKILL', 'database')
      pid = undefined
    },
    async stop() {
      await compose('down', '--volumes', '--timeout', '10')
      pid = undefined
      rmSync(folder, { recursive: true, force: true })
    },
  }
  try {
    await server.start()
    return server
  } catch (error) {
    const log = await compose('logs', '--tail', '20', 'database').catch(() => '')
    await server.stop().catch(() => undefined)
    throw new Error(`TimescaleDB did not start under Docker: ${String(error)}\n${log}`, { cause: error })
  }
}

/** The image first starts a server for its own scripts, healthy but without TCP; the one that answers here is the last. */
async function untilAnswers(port: number): Promise<void> {
  const deadline = Date.now() + 60_000
  while (!(await answers(port, 1_000))) {
    if (Date.now() > deadline) throw new Error(`nothing answered on port ${port} within a minute`)
    await Bun.sleep(50)
  }
}
