import { open } from 'node:fs/promises'
import { ToolError } from '../tools/tool-error.ts'

// A tar's files have their hashes in the manifest; this one is of everything before it, headers and padding and manifest
// included, so that no byte of a backup can change unseen.
export const sealName = 'sha256'
const hexLength = 64
const block = 512
/** The two empty blocks that end a tar. */
export const endBytes = 2 * block
/** Its header, its block, and the end. */
const sealBytes = 2 * block + endBytes

/** Reads a backup to its end. Rejects with ToolError where a byte of it is not what was written. */
export async function checkSeal(path: string, onBytes: (bytes: number) => void): Promise<void> {
  const size = Bun.file(path).size
  if (size < sealBytes + block || size % block !== 0) throw damaged(path, 'it was cut short, or is no backup')
  const hash = await hashUpTo(path, size - sealBytes, onBytes)
  const seal = await lastBytes(path, size)
  const [header, text, rest] = [
    seal.subarray(0, block),
    seal.subarray(block, block + hexLength),
    seal.subarray(block + hexLength),
  ]
  if (header.subarray(0, sealName.length + 1).toString('latin1') !== `${sealName}\0`) throw damaged(path, 'it was cut short')
  const isSealed = text.toString('latin1') === hash
  if (!isSealed || rest.some((byte) => byte !== 0)) throw damaged(path, 'its content is not what was written')
}

/** SHA-256, in hex, of the first `length` bytes of a file. */
export async function hashUpTo(path: string, length: number, onBytes: (bytes: number) => void): Promise<string> {
  const hash = new Bun.CryptoHasher('sha256')
  for await (const chunk of Bun.file(path).slice(0, length).stream()) {
    hash.update(chunk)
    onBytes(chunk.byteLength)
  }
  return hash.digest('hex')
}

async function lastBytes(path: string, size: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const bytes = Buffer.alloc(sealBytes)
    await file.read(bytes, 0, sealBytes, size - sealBytes)
    return bytes
  } finally {
    await file.close()
  }
}

export function damaged(path: string, why: string): ToolError {
  return new ToolError(`${path} cannot be restored: ${why}. Nothing was touched; use another backup`)
}
