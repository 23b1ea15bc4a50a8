import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Person } from '@landale/protocol'
import { z } from 'zod'

/** A sign-in as it is kept. `expires_at` is ms since the epoch. */
export const Tokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_at: z.number(),
  scopes: z.array(z.string()),
  user: Person,
})
export type Tokens = z.infer<typeof Tokens>

/** The kept tokens cannot be read. `message` says what to do and holds nothing secret. */
export class TokenStoreError extends Error {
  override readonly name = 'TokenStoreError'
  readonly retryable = false
}

const Sealed = z.object({ iv: z.string(), data: z.string() })
const keyBytes = 32
const ivBytes = 12

/**
 * Keeps the tokens in the data folder, sealed with AES-256-GCM under a key in a file beside them, both of mode 0600: a copy of the
 * token file alone opens nothing. Without its key it is not read, and never is anything kept in the clear.
 */
export class TokenStore {
  readonly #folder: string
  readonly #keyPath: string
  readonly #path: string

  constructor(dataDir: string) {
    this.#folder = dataDir
    this.#keyPath = join(dataDir, 'twitch.key')
    this.#path = join(dataDir, 'twitch.tokens')
  }

  /** Undefined where nobody has signed in. Throws TokenStoreError where the tokens are there and cannot be opened. */
  async load(): Promise<Tokens | undefined> {
    if (!existsSync(this.#path)) return undefined
    if (!existsSync(this.#keyPath))
      throw new TokenStoreError(
        `${this.#keyPath} is missing, so the kept sign-in cannot be read: put the file back, or sign in anew`,
      )
    try {
      const { iv, data } = Sealed.parse(JSON.parse(readFileSync(this.#path, 'utf8')))
      const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(iv) }, await this.#key(), bytes(data))
      return Tokens.parse(JSON.parse(new TextDecoder().decode(opened)))
    } catch {
      // What failed is not said: the error of a parser may quote what it read.
      throw new TokenStoreError(`${this.#path} does not open with ${this.#keyPath}: put the right files back, or sign in anew`)
    }
  }

  /** On the disk when it resolves: the refresh token before it is good for nothing any more. */
  async save(tokens: Tokens): Promise<void> {
    mkdirSync(this.#folder, { recursive: true })
    const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
    const plain = new TextEncoder().encode(JSON.stringify(tokens))
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await this.#key(), plain)
    const sealed = JSON.stringify({ iv: text(iv), data: text(new Uint8Array(data)) })
    const next = `${this.#path}.next`
    const file = openSync(next, 'w', 0o600)
    try {
      writeFileSync(file, sealed)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(next, this.#path)
  }

  clear(): void {
    rmSync(this.#path, { force: true })
  }

  /** Made at the first save; there is nothing that an older one would have to open then. */
  async #key(): Promise<CryptoKey> {
    if (!existsSync(this.#keyPath))
      writeFileSync(this.#keyPath, text(crypto.getRandomValues(new Uint8Array(keyBytes))), { mode: 0o600, flag: 'wx' })
    chmodSync(this.#keyPath, 0o600)
    return await crypto.subtle.importKey('raw', bytes(readFileSync(this.#keyPath, 'utf8').trim()), 'AES-GCM', false, [
      'encrypt',
      'decrypt',
    ])
  }
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64, 'base64'))
}

function text(value: Uint8Array): string {
  return Buffer.from(value).toString('base64')
}
