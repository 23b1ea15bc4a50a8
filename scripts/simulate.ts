// Sends a made-up or a recorded evening to a running server. `bun run simulate --help` is its usage.
import { randomInt } from 'node:crypto'
import { resolve } from 'node:path'
import { generate, type TimedEvent } from '../packages/testing/src/simulator/generate.ts'
import { linesOf } from '../packages/testing/src/simulator/lines.ts'
import { readOptions, type SimulatorOptions, usage } from '../packages/testing/src/simulator/options.ts'
import { RecordingError, replay } from '../packages/testing/src/simulator/replay.ts'
import { RefusedError, send } from '../packages/testing/src/simulator/sender.ts'

/** Up to this rate one append at a time keeps the pace; above it several are under way, and neighbours may change places. */
const orderedRate = 50

const argv = Bun.argv.slice(2)
if (argv.includes('--help')) {
  console.log(usage)
  process.exit(0)
}
const read = readOptions(argv, () => randomInt(2 ** 32))
if (!read.ok) fail(`${read.message}\n\n${usage}`)
const { options } = read

try {
  await run(options)
} catch (error) {
  // Who reads has read enough: `--dry | head`.
  if (isBrokenPipe(error)) process.exit(0)
  if (error instanceof RefusedError || error instanceof RecordingError) fail(error.message)
  throw error
}

async function run(options: SimulatorOptions): Promise<void> {
  const events = await eventsOf(options)
  if (options.dry) return await print(events)
  const key = options.key ?? Bun.env.LANDALE_WORKER_KEY ?? (await keyFromDataFolder())
  if (options.kind === 'generate') {
    const { seed, scenario, rate, minutes } = options.generate
    console.log(`${scenario}: seed ${seed}, ${rate} events/s for ${minutes} min, to ${options.url}`)
  }
  const inFlight = options.kind === 'generate' && options.generate.rate > orderedRate ? 32 : 1
  const started = performance.now()
  const report = await send(events, { url: options.url, key, wait: Bun.sleep, now: () => performance.now(), inFlight })
  const seconds = ((performance.now() - started) / 1_000).toFixed(1)
  const { sent, deduped, conflicts, retries } = report
  console.log(`${sent} sent in ${seconds} s: ${deduped} known already, ${conflicts} in conflict, ${retries} retries`)
}

async function print(events: AsyncIterable<TimedEvent> | Iterable<TimedEvent>): Promise<void> {
  const pageBytes = 65_536
  let page = ''
  const flush = async () => {
    await Bun.write(Bun.stdout, page)
    page = ''
  }
  for await (const { event } of events) {
    page += `${JSON.stringify(event)}\n`
    if (page.length >= pageBytes) await flush()
  }
  await flush()
}

async function eventsOf(options: SimulatorOptions): Promise<AsyncIterable<TimedEvent> | Iterable<TimedEvent>> {
  if (options.kind === 'generate') return generate(options.generate)
  const file = Bun.file(options.file)
  if (!(await file.exists())) fail(`--replay: there is no file ${options.file}`)
  return replay(linesOf(file.stream()), { speed: options.speed, run: crypto.randomUUID() })
}

async function keyFromDataFolder(): Promise<string> {
  const path = resolve(Bun.env.LANDALE_DATA_DIR ?? './data', 'worker.key')
  const text = await Bun.file(path)
    .text()
    .catch(() => fail(`no key: give --key, set LANDALE_WORKER_KEY, or start the server once so that ${path} exists`))
  return text.trim()
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
