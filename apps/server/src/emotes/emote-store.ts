import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { errorFields, type Logger } from '@landale/service'

export type EmotePicture = { bytes: Uint8Array<ArrayBuffer>; type: string }

export type EmoteStoreOptions = {
  /** Where pictures are kept. */
  folder: string
  /** Where an emote's picture is: this, `/`, its id, and the form that is asked for. */
  url: string
  timeoutMs: number
  logger: Logger
  now: () => number
  /** Whether chat has brought an emote: nothing else is asked for. */
  isKnown: (id: string) => boolean
}

/** Twitch's own ids: numbers of old, `emotesv2_…` since. */
const idForm = /^[A-Za-z0-9_]{1,64}$/
/** Twitch's largest, as it moves, for a dark ground. Others keep the same path. */
const form = 'default/dark/3.0'
const maxPictures = 2_000
const maxBytes = 1_000_000
/** At once; whoever comes then is told to come again. */
const maxFetches = 8
/** How long one that could not be had is not asked for again, and of how many that is remembered. */
const patienceMs = 300_000
const maxFailed = 500

/**
 * The pictures of emotes, fetched once from where they lie and kept: a page asks nobody but its own server, and shows what it knows
 * while the network is away.
 */
export class EmoteStore {
  readonly #options: EmoteStoreOptions
  readonly #under = new Map<string, Promise<EmotePicture | undefined>>()
  readonly #failed = new Map<string, number>()

  constructor(options: EmoteStoreOptions) {
    this.#options = options
  }

  /** Undefined for one that nobody used, that is not to be had, or that is no picture. */
  async get(id: string): Promise<EmotePicture | undefined> {
    if (!idForm.test(id)) return undefined
    const kept = await readPicture(join(this.#options.folder, id))
    if (kept !== undefined) return kept
    const under = this.#under.get(id)
    if (under !== undefined) return await under
    if (this.#isFailed(id) || this.#under.size >= maxFetches || !this.#options.isKnown(id)) return undefined
    const fetching = this.#fetch(id).finally(() => this.#under.delete(id))
    this.#under.set(id, fetching)
    return await fetching
  }

  async #fetch(id: string): Promise<EmotePicture | undefined> {
    const { url, timeoutMs, logger } = this.#options
    try {
      const response = await fetch(`${url}/${id}/${form}`, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
      const bytes = new Uint8Array(await response.arrayBuffer())
      const type = typeOf(bytes)
      if (!response.ok || type === undefined || bytes.length > maxBytes)
        throw new Error(`the answer is ${response.status}, ${bytes.length} bytes, ${type ?? 'no picture'}`)
      await this.#keep(id, bytes)
      return { bytes, type }
    } catch (error) {
      logger.warn({ emote: id, ...errorFields(error) }, 'the picture of an emote is not to be had')
      this.#remember(id)
      return undefined
    }
  }

  async #keep(id: string, bytes: Uint8Array): Promise<void> {
    const { folder } = this.#options
    await mkdir(folder, { recursive: true })
    const names = await readdir(folder)
    if (names.length >= maxPictures) await removeOldest(folder, names)
    // Whole or not at all: a server that is killed here leaves no half of a picture behind.
    const draft = join(folder, `${id}.partial`)
    await Bun.write(draft, bytes)
    await rename(draft, join(folder, id))
  }

  #isFailed(id: string): boolean {
    const at = this.#failed.get(id)
    return at !== undefined && this.#options.now() - at < patienceMs
  }

  #remember(id: string): void {
    const [first] = this.#failed.keys()
    if (this.#failed.size >= maxFailed && first !== undefined) this.#failed.delete(first)
    this.#failed.delete(id)
    this.#failed.set(id, this.#options.now())
  }
}

async function readPicture(path: string): Promise<EmotePicture | undefined> {
  const bytes = await Bun.file(path)
    .bytes()
    .catch(() => undefined)
  const type = bytes === undefined ? undefined : typeOf(bytes)
  return bytes === undefined || type === undefined ? undefined : { bytes, type }
}

async function removeOldest(folder: string, names: readonly string[]): Promise<void> {
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })))
  const [oldest] = dated.toSorted((a, b) => a.at - b.at)
  // Two that come at once may choose the same.
  if (oldest !== undefined) await rm(join(folder, oldest.name), { force: true })
}

/** What a picture is by its first bytes, whatever it was said to be. */
function typeOf(bytes: Uint8Array): string | undefined {
  const begins = (text: string, at = 0) => [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0))
  if (begins('\x89PNG')) return 'image/png'
  if (begins('GIF8')) return 'image/gif'
  return begins('RIFF') && begins('WEBP', 8) ? 'image/webp' : undefined
}
