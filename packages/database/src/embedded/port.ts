import { connect, createServer } from 'node:net'

/** `wanted` if nobody listens on it, else a port that nobody listened on just now. Somebody may still be faster than us. */
export async function freePort(wanted = 0): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const server = createServer()
  server.once('error', reject)
  server.listen({ port: wanted, host: '127.0.0.1' }, () => {
    const address = server.address()
    server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
  })
  return await promise.catch((error: unknown) => {
    if (wanted === 0) throw error
    return freePort()
  })
}

// An SSLRequest: a postmaster that works answers it with one byte, before it knows who asks.
const sslRequest = new Uint8Array([0, 0, 0, 8, 4, 210, 22, 47])

/** Whether a PostgreSQL on `port` answers within `limitMs`. */
export async function answers(port: number, limitMs: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect({ port, host: '127.0.0.1' })
  socket.setTimeout(limitMs, () => resolve(false))
  socket.once('connect', () => socket.write(sslRequest))
  socket.once('data', (bytes) => resolve(bytes[0] === 0x4e || bytes[0] === 0x53))
  socket.once('error', () => resolve(false))
  socket.once('close', () => resolve(false))
  try {
    return await promise
  } finally {
    socket.destroy()
  }
}
