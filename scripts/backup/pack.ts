import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Pack, pack } from 'tar-stream'
import type { Manifest } from './manifest.ts'
import { endBytes, hashUpTo, sealName } from './seal.ts'

/** Writes the manifest and the files of `folder` that it names into one tar at `path`, which must not be there. */
export async function writeBackup(
  path: string,
  manifest: Manifest,
  folder: string,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const mtime = new Date(manifest.created_at)
  const file = await open(path, 'wx', 0o600)
  try {
    let bytes = await write(0, async (tar) => {
      await addText(tar, 'manifest.json', `${JSON.stringify(manifest, undefined, 2)}\n`)
      for (const [name, { bytes: size }] of Object.entries(manifest.files)) {
        await pipeline(createReadStream(join(folder, name)), tar.entry({ name, size, mtime, mode: 0o600 }))
        onBytes(size)
      }
    })
    // In place of the tar's end, read back from the disk.
    bytes -= endBytes
    const seal = await hashUpTo(path, bytes, () => {})
    await write(bytes, (tar) => addText(tar, sealName, seal))
    await file.sync()
  } finally {
    await file.close()
  }

  /** A tar at `start` of the file; gives back where it ends. */
  async function write(start: number, fill: (tar: Pack) => Promise<void>): Promise<number> {
    const tar = pack()
    let end = start
    const written = (async () => {
      for await (const chunk of tar as AsyncIterable<Uint8Array>) {
        let done = 0
        while (done < chunk.length) done += (await file.write(chunk, done, chunk.length - done, end + done)).bytesWritten
        end += chunk.length
      }
    })()
    // A full disk ends the filling, which would wait for ever.
    written.catch((error: unknown) => tar.destroy(error instanceof Error ? error : undefined))
    await Promise.race([fill(tar), written])
    tar.finalize()
    await written
    return end
  }

  function addText(tar: Pack, name: string, text: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    tar.entry({ name, mtime, mode: 0o600 }, text, (error) => (error ? reject(error) : resolve()))
    return promise
  }
}
