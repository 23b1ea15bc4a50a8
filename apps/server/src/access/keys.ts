import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Role } from '@landale/protocol'

/** The three keys by role. */
export type Keys = Readonly<Record<Role, string>>

/** Takes the keys that were given and keeps each other one in the data folder, mode 0600, made once. */
export function loadKeys(dataDir: string, given: Readonly<Record<Role, string | undefined>>): Keys {
  mkdirSync(dataDir, { recursive: true })
  const load = (role: Role) => given[role] ?? keptKey(join(dataDir, `${role}.key`))
  const keys = { control: load('control'), worker: load('worker'), overlay: load('overlay') }
  if (new Set(Object.values(keys)).size < Role.options.length) throw new Error('two roles have the same key; each needs its own')
  return keys
}

function keptKey(path: string): string {
  if (!existsSync(path)) {
    const made = Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64url')
    writeFileSync(path, `${made}\n`, { mode: 0o600, flag: 'wx' })
  }
  chmodSync(path, 0o600)
  const key = readFileSync(path, 'utf8').trim()
  if (key.length < 16) throw new Error(`${path} holds no key; remove it to have a new one made`)
  return key
}

/** Which role a key opens; undefined where it opens none. Takes the same time for every wrong key. */
export function createKeyring(keys: Keys): (key: string) => Role | undefined {
  const digests = Role.options.map((role) => [role, digest(keys[role])] as const)
  return (key) => {
    const offered = digest(key)
    let found: Role | undefined
    for (const [role, expected] of digests) if (crypto.timingSafeEqual(offered, expected)) found = role
    return found
  }
}

function digest(key: string): Uint8Array {
  return new Bun.CryptoHasher('sha256').update(key).digest()
}
