import { connect } from 'bun'

/** A game on the server's TCP port: sends bytes as an emulator does. */
export async function game(
  port: number,
): Promise<Disposable & { send(bytes: Uint8Array | string): void; end(): void; closed: Promise<void> }> {
  const closed = Promise.withResolvers<void>()
  const socket = await connect({
    hostname: '127.0.0.1',
    port,
    socket: { data() {}, close: () => closed.resolve(), error: () => closed.resolve() },
  })
  return {
    send: (bytes) => {
      socket.write(bytes)
      socket.flush()
    },
    end: () => {
      socket.end()
    },
    closed: closed.promise,
    [Symbol.dispose]: () => {
      socket.end()
    },
  }
}

/** A frame as the plugin writes it: its length in bytes, a space, its JSON. */
export function frame(type: string, metadata: Record<string, unknown>): string {
  const body = JSON.stringify({ type, metadata })
  return `${Buffer.byteLength(body)} ${body}`
}
