import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A network between pages and a server, which can be cut. */
export type Relay = Disposable & { url: string; cut(): void; mend(): void }

export async function openRelay({ ports }: { ports: { http: number } }): Promise<Relay> {
  const open = new Set<Socket>()
  let isCut = false
  const listener = createServer((here) => {
    if (isCut) return void here.destroy()
    const there = connect(ports.http, '127.0.0.1')
    for (const [socket, other] of [
      [here, there],
      [there, here],
    ] as const) {
      open.add(socket)
      // Whoever is cut off says so by an error, and then by closing.
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const hangUp = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${portOf(listener.address())}`,
    cut() {
      isCut = true
      hangUp()
    },
    mend() {
      isCut = false
    },
    [Symbol.dispose]() {
      listener.close()
      hangUp()
    },
  }
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('the relay does not listen on a port')
  return address.port
}
