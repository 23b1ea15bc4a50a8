import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

const builtIn = join(import.meta.dir, '../../server/src/stage/show/default-shows.jsonc')

/** Writes the built-in shows into a server's folder of settings, with some of their words changed. */
export async function writeShows(folder: string, changes: readonly (readonly [from: string, to: string])[]): Promise<void> {
  let text = await Bun.file(builtIn).text()
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`the built-in shows have no ${from}`)
    text = text.replace(from, to)
  }
  mkdirSync(folder, { recursive: true })
  await Bun.write(join(folder, 'shows.jsonc'), text)
}
