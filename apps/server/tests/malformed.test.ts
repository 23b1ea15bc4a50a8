import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { ErrorCode, errorStatus } from '@landale/protocol'
import { createRandom, type Random } from '@landale/testing'
import { keys, type ServerProcess, serverProcess } from './fixture.ts'
import { frame, game } from './game.ts'
import { badFrame, badGameBytes, mutatedAppend, noise } from './malformed.ts'
import { tail } from './tail.ts'

const inputs = Number(process.env.LANDALE_MALFORMED_INPUTS ?? 100_000)
const seed = Number(process.env.LANDALE_SEED ?? Math.trunc(Math.random() * 2 ** 31))
/** A server that leaks loses far more than this over many inputs; a heap that breathes does not. */
const growthMb = 60

test(`${inputs} malformed inputs on three doors: no crash, no hang, memory flat, each refused with its code`, async () => {
  console.log(`malformed: LANDALE_SEED=${seed}`)
  const environment = { LANDALE_MAX_FRAMES_PER_SECOND: '100000', LANDALE_TCP_MAX_CONNECTIONS: '512' }
  await using server = await serverProcess({ environment })
  const random = createRandom(seed)
  const share = Math.ceil(inputs / 3)
  const counts: Record<string, number> = {}
  const count = (outcome: string) => {
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }

  // The first fifth warms the server up; what it holds then it may hold at the end.
  const part = async (size: number) => {
    await Promise.all([
      http(server, random, size, count),
      sockets(server, random, size, count),
      games(server, random, size, count),
    ])
  }
  await part(Math.ceil(share / 5))
  const warm = memoryMb(server.pid)
  await part(share - Math.ceil(share / 5))
  const grown = memoryMb(server.pid) - warm
  console.log(`malformed: ${JSON.stringify(counts)}; memory ${warm.toFixed(0)} MB, then ${grown.toFixed(0)} MB more`)
  expect(grown).toBeLessThan(growthMb)
  expect(counts['socket ignored']).toBeUndefined()

  const metrics = await (await fetch(`${server.healthUrl}/metrics`)).text()
  const refused = [...metrics.matchAll(/tcp_refused_total\{reason="(\w+)"\} (\d+)/g)].map(([, reason, n]) => `${reason} ${n}`)
  console.log(`malformed: games refused: ${refused.join(', ')}`)
  expect(refused.length).toBeGreaterThan(3)

  // Still all there, for everybody: ready, a whole log, and a game that is heard.
  expect((await fetch(`${server.healthUrl}/ready`)).status).toBe(200)
  using neighbour = await game(server.ports.tcp)
  using reader = await tail(server, 'current')
  neighbour.send(frame('seed', { count: 7_777_777 }))
  await reader.until(() => reader.events().some(({ payload }) => payload.number === 7_777_777))
  expect(reader.events().map(({ seq }) => seq)).toEqual(reader.events().map((_, index) => index + 1))
  expect(await server.terminate()).toBe(0)
}, 600_000)

async function http(server: ServerProcess, random: Random, size: number, count: (outcome: string) => void): Promise<void> {
  let left = size
  const worker = async () => {
    while (left > 0) {
      left -= 1
      const { path, init } = badRequest(random)
      const response = await fetch(`${server.url}${path}`, init)
      const body = (await response.json().catch(() => undefined)) as { error?: unknown; message?: unknown } | undefined
      // A mutation may leave a request as valid as it was.
      if (response.ok) {
        count('http accepted')
        continue
      }
      if (body?.error === undefined) throw new Error(`${init.method ?? 'GET'} ${path} answered ${response.status} without a code`)
      const code = ErrorCode.parse(body.error)
      expect(response.status).toBe(errorStatus[code])
      expect(response.status).toBeLessThan(500)
      expect(String(body.message)).not.toContain('    at ')
      count(`http ${code}`)
    }
  }
  await Promise.all(Array.from({ length: 16 }, worker))
}

function badRequest(random: Random): { path: string; init: RequestInit } {
  const headers = { authorization: `Bearer ${random.chance(0.9) ? keys.worker : 'nobody'}` }
  if (random.chance(0.7)) {
    const body = random.chance(0.2) ? (noise(random) as Uint8Array<ArrayBuffer>) : mutatedAppend(random)
    return { path: '/v1/sessions/current/append', init: { method: 'POST', headers, body } }
  }
  const segment = encodeURIComponent(String.fromCharCode(...noise(random, 12)))
  const path = random.pick([
    () => `/v1/sessions/${segment}`,
    () => `/v1/sessions?limit=${segment}`,
    () => `/v1/sessions/current/events?after=${segment}`,
    () => `/v1/sessions/current/tail?cursor=${segment}`,
    () => `/overlay/${segment}`,
    () => `/overlay/assets/..%2f..%2f${segment}`,
    () => `/assets/../../../etc/passwd`,
    () => `/x${segment}`,
  ])()
  return { path: path.startsWith('/overlay/') && !path.includes('assets') ? '/overlay/assets/none' : path, init: { headers } }
}

async function sockets(server: ServerProcess, random: Random, size: number, count: (outcome: string) => void): Promise<void> {
  let left = size
  const worker = async () => {
    while (left > 0) {
      const socket = new WebSocket(`${server.socketUrl}/websocket?vsn=2.0.0&key=${keys.overlay}`)
      socket.binaryType = 'arraybuffer'
      await new Promise<void>((resolve, reject) => {
        socket.onopen = () => resolve()
        socket.onerror = () => reject(new Error('the socket was refused'))
      })
      let open = true
      while (open && left > 0) {
        left -= 1
        const answer = new Promise<string>((resolve) => {
          let refusal = 'ignored'
          socket.onmessage = ({ data }) => {
            const { isBeat, outcome } = readReply(String(data))
            if (isBeat) resolve(`socket ${refusal}`)
            else refusal = outcome
          }
          socket.onclose = ({ code }) => {
            open = false
            resolve(`socket closed ${code}`)
          }
        })
        socket.send(badFrame(random))
        // A frame of a stale or odd kind may rightly be left without an answer; the heartbeat behind it always has one.
        socket.send(JSON.stringify([null, 'beat', 'phoenix', 'heartbeat', {}]))
        count(await answer)
      }
      socket.close()
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}

function readReply(text: string): { isBeat: boolean; outcome: string } {
  const [, ref, , , payload] = JSON.parse(text) as [
    unknown,
    string,
    unknown,
    string,
    { status?: string; response?: { reason?: string } },
  ]
  return { isBeat: ref === 'beat', outcome: payload.response?.reason ?? String(payload.status) }
}

async function games(server: ServerProcess, random: Random, size: number, count: (outcome: string) => void): Promise<void> {
  let left = size
  const worker = async () => {
    while (left > 0) {
      using emulator = await game(server.ports.tcp)
      let closed = false
      void emulator.closed.then(() => {
        closed = true
      })
      for (let frames = random.int(1, 40); frames > 0 && !closed && left > 0; frames -= 1) {
        left -= 1
        emulator.send(badGameBytes(random))
        count('game')
      }
      emulator.end()
      await emulator.closed
    }
  }
  await Promise.all(Array.from({ length: 4 }, worker))
}

function memoryMb(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+) kB/)?.[1]) / 1_024
}
