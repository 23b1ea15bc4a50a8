import type { Socket } from 'bun'

export type RawSocketOptions = {
  port: number
  /** Path and query of the upgrade. */
  path: string
  /** The first bytes of each frame's payload, as text, and the size of all of it. */
  onFrame: (head: string, sizeBytes: number, socket: RawSocket) => void
}

export type RawSocket = { send(text: string): void; close(): void }

const headBytes = 96
const empty: Buffer = Buffer.alloc(0)

/**
 * A WebSocket that takes every byte of every frame off the wire and looks at no more than its first bytes, so that hundreds of
 * them in one process do not become what is measured. RFC 6455, unfragmented frames. Settles after the upgrade.
 */
export async function openRawSocket({ port, path, onFrame }: RawSocketOptions): Promise<RawSocket> {
  const upgraded = Promise.withResolvers<void>()
  let isUpgraded = false
  let pending = empty
  let left = 0

  const take = (data: Buffer) => {
    const chunk = pending.length === 0 ? data : Buffer.concat([pending, data])
    pending = empty
    let offset = 0
    while (offset < chunk.length) {
      if (left > 0) {
        const taken = Math.min(left, chunk.length - offset)
        left -= taken
        offset += taken
        continue
      }
      const header = readHeader(chunk, offset)
      const head = header === undefined ? 0 : Math.min(headBytes, header.size)
      if (header === undefined || chunk.length < header.start + head) {
        pending = Buffer.from(chunk.subarray(offset))
        return
      }
      onFrame(chunk.toString('latin1', header.start, header.start + head), header.size, raw)
      offset = header.start
      left = header.size
    }
  }
  const socket: Socket = await Bun.connect({
    hostname: '127.0.0.1',
    port,
    socket: {
      data(_socket, data) {
        if (isUpgraded) return take(data)
        const text = data.toString('latin1')
        const end = text.indexOf('\r\n\r\n')
        if (!text.startsWith('HTTP/1.1 101') || end === -1) return upgraded.reject(new Error(`no upgrade: ${text.slice(0, 80)}`))
        isUpgraded = true
        upgraded.resolve()
        take(data.subarray(end + 4))
      },
      close: () => upgraded.reject(new Error('closed before the upgrade')),
    },
  })
  const raw: RawSocket = {
    send: (text) => void socket.write(maskedFrame(text)),
    close: () => void socket.end(),
  }
  const fields = [
    'connection: upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==',
  ]
  socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${fields.join('\r\n')}\r\n\r\n`)
  await upgraded.promise
  return raw
}

function readHeader(chunk: Buffer, offset: number): { start: number; size: number } | undefined {
  if (chunk.length < offset + 10) {
    const short = (chunk[offset + 1] ?? 127) & 127
    if (short > 125 || chunk.length < offset + 2) return undefined
  }
  const size = (chunk[offset + 1] ?? 0) & 127
  if (size < 126) return { start: offset + 2, size }
  if (size === 126) return { start: offset + 4, size: chunk.readUInt16BE(offset + 2) }
  return { start: offset + 10, size: Number(chunk.readBigUInt64BE(offset + 2)) }
}

/** A client masks what it sends; with a mask of zeros the bytes stay as they are. */
function maskedFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  if (payload.length > 125) throw new Error('too long for this little client')
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload])
}
