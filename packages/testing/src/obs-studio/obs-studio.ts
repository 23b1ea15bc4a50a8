import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foldersOf, writeSettings } from './settings.ts'

/** Loading its modules on a slow machine takes its time. */
const startLimitMs = 60_000

export type ObsStudio = AsyncDisposable & {
  url: string
  password: string
  /** Where recordings and replays go. */
  videos: string
  readonly pid: number
  /** What it said up to now. */
  output(): string
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>
  /** Starts it anew on the same port and settings; resolves when it takes connections. */
  start(): Promise<void>
}

/**
 * The real OBS Studio on a display of its own (Xvfb), with settings of its own and its WebSocket server on a free port. It is
 * killed with its scope.
 */
export async function obsStudio({ password = 'a-password-of-tests' } = {}): Promise<ObsStudio> {
  const folder = mkdtempSync(join(tmpdir(), 'landale-obs-'))
  await using opening = new AsyncDisposableStack()
  opening.defer(() => rmSync(folder, { recursive: true, force: true }))
  writeSettings(folder)
  const port = freePort()
  const display = opening.use(await startDisplay())
  let running = await startObs({ folder, port, password, display: display.name })
  const open = opening.move()
  return {
    url: `ws://127.0.0.1:${port}`,
    password,
    videos: foldersOf(folder).videos,
    get pid() {
      return running.pid
    },
    output: () => running.output(),
    kill: () => running.kill(),
    async start() {
      running = await startObs({ folder, port, password, display: display.name })
    },
    async [Symbol.asyncDispose]() {
      await running.kill()
      await open.disposeAsync()
    },
  }
}

/** A port that was free a moment ago: OBS cannot be told to take any. */
export function freePort(): number {
  const listener = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data() {} } })
  const { port } = listener
  listener.stop(true)
  return port
}

async function startDisplay(): Promise<AsyncDisposable & { name: string }> {
  const child = Bun.spawn(['Xvfb', '-displayfd', '1', '-screen', '0', '1280x720x24', '-nolisten', 'tcp'], {
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'ignore',
  })
  const number = await firstMatch(child.stdout, /^(\d+)$/m, [])
  return {
    name: `:${number}`,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await child.exited
    },
  }
}

type Launch = { folder: string; port: number; password: string; display: string }

async function startObs({ folder, port, password, display }: Launch) {
  const { home, config, run } = foldersOf(folder)
  const flags = ['--minimize-to-tray', '--multi', '--disable-missing-files-check', '--disable-updater']
  const child = Bun.spawn(['obs', ...flags, '--websocket_port', String(port), '--websocket_password', password], {
    env: {
      ...process.env,
      HOME: home,
      XDG_CONFIG_HOME: config,
      XDG_RUNTIME_DIR: run,
      DISPLAY: display,
      LIBGL_ALWAYS_SOFTWARE: '1',
      QT_QPA_PLATFORM: 'xcb',
    },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'ignore',
  })
  const output: string[] = []
  const kill = async () => {
    child.kill('SIGKILL')
    await child.exited
  }
  try {
    await firstMatch(child.stdout, /Server started successfully on port (\d+)/, output)
  } catch (error) {
    await kill()
    throw new Error(`OBS did not start: ${String(error)}\n${output.join('').slice(-2_000)}`)
  }
  return { pid: child.pid, output: () => output.join(''), kill }
}

/** Waits for a line, and reads on behind its back: a pipe that nobody empties would stop the program. */
function firstMatch(stream: ReadableStream<Uint8Array>, wanted: RegExp, output: string[]): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const limit = setTimeout(() => reject(new Error(`not ready after ${startLimitMs / 1_000} s`)), startLimitMs)
  const decoder = new TextDecoder()
  void (async () => {
    for await (const chunk of stream) {
      output.push(decoder.decode(chunk, { stream: true }))
      const found = wanted.exec(output.join(''))?.[1]
      if (found !== undefined) resolve(found)
    }
    reject(new Error('it ended'))
  })()
  return promise.finally(() => clearTimeout(limit))
}
