import { readFileSync } from 'node:fs'

const listening = '0A'
const lookEveryMs = 20

/** Takes one RTMP stream into a file, with ffmpeg; for whom a stream goes to is somebody else's. */
export type RtmpServer = AsyncDisposable & {
  /** As OBS's settings name them. */
  server: string
  key: string
  /** Resolves when the stream has ended and the file is whole. */
  ended: Promise<void>
  kill(): Promise<void>
}

/** Listens on a port and writes the stream, as it comes, to `file` (FLV). Resolves when it listens. */
export async function rtmpServer({ port, file }: { port: number; file: string }): Promise<RtmpServer> {
  const key = 'tests'
  const server = `rtmp://127.0.0.1:${port}/live`
  const child = Bun.spawn(
    ['ffmpeg', '-v', 'error', '-y', '-listen', '1', '-i', `${server}/${key}`, '-c', 'copy', '-f', 'flv', file],
    { stdin: 'ignore', stdout: 'ignore', stderr: 'ignore' },
  )
  // It takes one connection only, so that none may be spent on asking whether it listens.
  while (!isListening(port)) {
    if (child.exitCode !== null) throw new Error('ffmpeg ended before it listened')
    await Bun.sleep(lookEveryMs)
  }
  const kill = async () => {
    child.kill('SIGKILL')
    await child.exited
  }
  return { server, key, ended: child.exited.then(() => {}), kill, [Symbol.asyncDispose]: kill }
}

/** Linux's own list of sockets: address:port in hexadecimal, then the state. */
function isListening(port: number): boolean {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const sockets = readFileSync('/proc/net/tcp', 'utf8')
  return sockets.split('\n').some((line) => line.includes(`:${hex} `) && line.includes(` ${listening} `))
}
