import { open } from 'node:fs/promises'

export type StoredFile = { bytes: number; sha256: string }

/** Writes chunks to a new file that only its owner may read, a chunk at a time, and gives back its size and hash. */
export async function store(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  onBytes: (bytes: number) => void = () => {},
): Promise<StoredFile> {
  const file = await open(path, 'wx', 0o600)
  const hash = new Bun.CryptoHasher('sha256')
  let bytes = 0
  try {
    for await (const chunk of chunks) {
      hash.update(chunk)
      bytes += chunk.byteLength
      onBytes(chunk.byteLength)
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** As zstd, chunk by chunk. */
export function compressed(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  return stream.pipeThrough(new CompressionStream('zstd'))
}

/** What `compressed` made, read from a file; it fails where the file is damaged or cut short. */
export function decompressed(path: string): ReadableStream<Uint8Array> {
  return Bun.file(path).stream().pipeThrough(new DecompressionStream('zstd'))
}
