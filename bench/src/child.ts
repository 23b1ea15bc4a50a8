import { readFileSync } from 'node:fs'

export type Child = AsyncDisposable & {
  pid: number
  /** The line of JSON by which it said that it is ready. */
  ready: Record<string, unknown>
  /** From its spawning to that line. */
  bootMs: number
  stop(signal?: NodeJS.Signals): Promise<void>
}

/** Starts a process and waits for its `{"ready":true…}` line. */
export async function startChild(command: string[], env: Record<string, string> = {}): Promise<Child> {
  const startedAt = performance.now()
  const child = Bun.spawn(command, { env: { ...process.env, ...env }, stdin: 'ignore', stdout: 'pipe', stderr: 'inherit' })
  const ready = await readyLine(child.stdout)
  const bootMs = performance.now() - startedAt
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    await child.exited
  }
  return { pid: child.pid, ready, bootMs, stop, [Symbol.asyncDispose]: () => stop('SIGKILL') }
}

async function readyLine(stdout: ReadableStream<Uint8Array>): Promise<Record<string, unknown>> {
  const reader = stdout.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) throw new Error('the process ended before it was ready')
    text += value
    const line = text.split('\n').find((candidate) => candidate.startsWith('{"ready":true'))
    if (line === undefined) continue
    void drain(reader)
    return JSON.parse(line) as Record<string, unknown>
  }
}

/** A pipe that nobody empties would stop the process at its next line. */
async function drain(reader: { read(): Promise<{ done: boolean }> }): Promise<void> {
  while (!(await reader.read()).done);
}

/** Clock ticks a second of `/proc/<pid>/stat`: 100 on every Linux there is. */
const ticks = 100

/** Processor time the process has used, user and system, in seconds. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The command's name, in parentheses, may hold spaces; utime and stime are the 12th and 13th fields after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticks
}

/** Resident memory now and at its highest, in MB. */
export function memoryMb(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const field = (name: string) => Number(status.match(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm'))?.[1]) / 1_024
  return { now: field('VmRSS'), peak: field('VmHWM') }
}
