import { createReadStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { extract } from 'tar-stream'
import { type Manifest, parseManifest } from './manifest.ts'
import { damaged, sealName } from './seal.ts'
import { store } from './store.ts'

/** A file in the archive, to be read to its end before the next. */
type Entry = AsyncIterable<Uint8Array> & { header: { name: string; size: number }; resume(): unknown }

const maxManifestBytes = 4_194_304

/** Reads only the manifest. Rejects with ToolError where it is none of this version's. */
export async function readManifest(path: string): Promise<Manifest> {
  for await (const entry of entriesOf(path)) {
    if (entry.header.name !== 'manifest.json') break
    return parseManifest(await textOf(entry, path), path)
  }
  throw damaged(path, 'it has no manifest')
}

/** Writes the files of a backup into `folder` as they are. Rejects with ToolError where one is not what the manifest says. */
export async function unpack(path: string, manifest: Manifest, folder: string, onBytes: (bytes: number) => void): Promise<void> {
  const wanted = new Map(Object.entries(manifest.files))
  for await (const entry of entriesOf(path)) {
    const { name } = entry.header
    const file = wanted.get(name)
    if (file === undefined) {
      if (name !== 'manifest.json' && name !== sealName) throw damaged(path, 'it holds a file that its manifest does not name')
      entry.resume()
      continue
    }
    wanted.delete(name)
    const target = join(folder, name)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    const { bytes, sha256 } = await store(entry, target, onBytes)
    if (bytes !== file.bytes || sha256 !== file.sha256) throw damaged(path, `${name} in it is not what its manifest says`)
  }
  const [missing] = wanted.keys()
  if (missing !== undefined) throw damaged(path, `${missing} is missing in it`)
}

async function* entriesOf(path: string): AsyncGenerator<Entry> {
  const tar = extract()
  const source = createReadStream(path)
  source.on('error', (error) => tar.destroy(error))
  source.pipe(tar)
  try {
    for await (const entry of tar) yield entry as unknown as Entry
  } catch (error) {
    throw error instanceof Error && /tar|end of data/i.test(error.message) ? damaged(path, error.message) : error
  } finally {
    source.destroy()
  }
}

async function textOf(entry: Entry, path: string): Promise<string> {
  if (entry.header.size > maxManifestBytes) throw damaged(path, 'its manifest is too large')
  const chunks: Uint8Array[] = []
  for await (const chunk of entry) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
