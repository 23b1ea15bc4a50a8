// TimescaleDB from Debian's packages, in a chroot: for machines with root and apt, and without Docker.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { answers, freePort } from '../packages/database/src/embedded/port.ts'
import type { TimescaleServer } from './timescaledb.ts'

const programs = '/usr/lib/postgresql/17/bin'
const user = '999:999'
const tries = 4
const startLimitMs = 20_000
const stopLimitMs = 10_000

/** What tests want: a disk that is real, and background workers for every database of every file. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '/tmp',
  shared_preload_libraries: 'timescaledb',
  max_connections: '100',
  max_worker_processes: '64',
  'timescaledb.max_background_workers': '40',
  'timescaledb.telemetry_level': 'off',
  fsync: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // There is no shared memory file system in the chroot.
  dynamic_shared_memory_type: 'mmap',
}

export function hasDebianPackages(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/** Unpacks into `folder` what is not there yet, and starts a server with data of its own, which `stop` removes. */
export async function startDebianServer(folder: string, wantedPort?: number): Promise<TimescaleServer> {
  const unpacked = Bun.spawn(['bash', join(import.meta.dir, 'timescaledb-debian.sh'), folder], { stdout: 'pipe', stderr: 'pipe' })
  const [out, err] = await Promise.all([unpacked.stdout.text(), unpacked.stderr.text()])
  if ((await unpacked.exited) !== 0) throw new Error(`TimescaleDB could not be unpacked: ${(out + err).trim()}`)
  await sweep(join(folder, 'root'))
  const server = new DebianServer(folder, wantedPort ?? (await freePort()))
  try {
    await server.initialise()
    await server.start()
    return server
  } catch (error) {
    // Its log stays: the message names it.
    server.removeData()
    throw error
  }
}

class DebianServer implements TimescaleServer {
  readonly url: string
  readonly #root: string
  /** Its name says whose it is: `sweep` removes what the dead left. */
  readonly #name = `${process.pid}-${randomBytes(4).toString('hex')}`
  readonly #log: string
  readonly #port: number
  #postmaster: Bun.Subprocess | undefined

  constructor(folder: string, port: number) {
    this.#root = join(folder, 'root')
    this.#port = port
    this.url = `postgres://postgres@127.0.0.1:${port}/postgres`
    mkdirSync(join(folder, 'logs'), { recursive: true })
    this.#log = join(folder, 'logs', `${this.#name}.log`)
  }

  pid(): number | undefined {
    return this.#postmaster?.exitCode === null && this.#postmaster.signalCode === null ? this.#postmaster.pid : undefined
  }

  async initialise(): Promise<void> {
    const options = ['--auth=trust', '--username=postgres', '--locale=C', '--encoding=UTF8', '--no-sync']
    for (let attempt = 1; ; attempt += 1) {
      const made = this.#spawn([`${programs}/initdb`, `--pgdata=/data/${this.#name}`, ...options])
      if ((await made.exited) === 0) return
      rmSync(join(this.#root, 'data', this.#name), { recursive: true, force: true })
      if (attempt === tries) throw new Error(`initdb failed ${tries} times; its log: ${this.#log}\n${this.#lastLines()}`)
    }
  }

  /** Rarely, a cold start does not come up at all; the log of that stays, and it is started again. */
  async start(): Promise<void> {
    if (this.pid() !== undefined) return
    const parameters = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const command = [`${programs}/postgres`, '-D', `/data/${this.#name}`, '-p', String(this.#port), ...parameters]
      this.#postmaster = this.#spawn(command)
      if (await this.#isReady(this.#postmaster)) return
      await this.kill()
      await Bun.sleep(200 * attempt)
    }
    throw new Error(`TimescaleDB did not start in ${tries} tries; its log: ${this.#log}\n${this.#lastLines()}`)
  }

  /** kill -9 of the postmaster: its children end by themselves, and a start afterwards recovers. */
  async kill(): Promise<void> {
    this.#postmaster?.kill('SIGKILL')
    await this.#postmaster?.exited
  }

  async stop(): Promise<void> {
    if (this.pid() !== undefined) {
      this.#postmaster?.kill('SIGINT')
      const tooLong = setTimeout(() => this.#postmaster?.kill('SIGKILL'), stopLimitMs)
      await this.#postmaster?.exited
      clearTimeout(tooLong)
    }
    this.removeData()
    rmSync(this.#log, { force: true })
  }

  removeData(): void {
    rmSync(join(this.#root, 'data', this.#name), { recursive: true, force: true, maxRetries: 5 })
  }

  async #isReady(postmaster: Bun.Subprocess): Promise<boolean> {
    const deadline = Date.now() + startLimitMs
    const file = join(this.#root, 'data', this.#name, 'postmaster.pid')
    while (Date.now() < deadline && postmaster.exitCode === null && postmaster.signalCode === null) {
      const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
      if (Number(lines[0]) === postmaster.pid && lines[7]?.trim() === 'ready' && (await answers(this.#port, 1_000))) return true
      await Bun.sleep(20)
    }
    return false
  }

  #spawn(command: string[]): Bun.Subprocess {
    const env = {
      LD_LIBRARY_PATH: `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`,
      PATH: '/usr/bin:/usr/sbin:/bin:/sbin',
      HOME: '/data',
      LC_ALL: 'C',
      TZ: 'UTC',
    }
    // Through a shell: several commands append to one log.
    return Bun.spawn(
      ['/bin/sh', '-c', 'log=$1; shift; exec "$@" >>"$log" 2>&1', 'sh', this.#log, ...this.#chroot(), ...command],
      {
        env,
        cwd: '/',
        stdio: ['ignore', 'ignore', 'ignore'],
        detached: true,
      },
    )
  }

  #chroot(): string[] {
    return ['chroot', `--userspec=${user}`, this.#root]
  }

  #lastLines(): string {
    return existsSync(this.#log) ? readFileSync(this.#log, 'utf8').split('\n').slice(-20).join('\n') : ''
  }
}

/** Ends the servers of runs that were killed, and removes their data. */
async function sweep(root: string): Promise<void> {
  for (const name of readdirSync(join(root, 'data'))) {
    const owner = Number(basename(name).split('-')[0])
    if (!(owner > 0) || existsSync(`/proc/${owner}`)) continue
    const file = join(root, 'data', name, 'postmaster.pid')
    const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
    if (isServer(pid, root, name)) process.kill(pid, 'SIGQUIT')
    const deadline = Date.now() + stopLimitMs
    while (isServer(pid, root, name) && Date.now() < deadline) await Bun.sleep(20)
    rmSync(join(root, 'data', name), { recursive: true, force: true, maxRetries: 5 })
    rmSync(join(root, '..', 'logs', `${name}.log`), { force: true })
  }
}

function isServer(pid: number, root: string, name: string): boolean {
  if (!(pid > 0)) return false
  try {
    return readlinkSync(`/proc/${pid}/root`) === root && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`/data/${name}\0`)
  } catch {
    return false
  }
}
