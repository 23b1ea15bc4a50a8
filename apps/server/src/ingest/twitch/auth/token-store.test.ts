import { expect, test } from 'bun:test'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '@landale/testing/server'
import { TokenStore, TokenStoreError } from './token-store.ts'

const tokens = {
  access_token: 'marked-access-token',
  refresh_token: 'marked-refresh-token',
  expires_at: 1_790_000_000_000,
  scopes: ['user:read:chat'],
  user: { id: '1337', login: 'cool_streamer', name: 'Cool_Streamer' },
}

test('what is kept comes back, and lies sealed, for its owner’s eyes only', async () => {
  using folder = temporaryFolder()
  expect(await new TokenStore(folder.path).load()).toBeUndefined()
  await new TokenStore(folder.path).save(tokens)
  await new TokenStore(folder.path).save({ ...tokens, access_token: 'marked-second-token' })
  expect(await new TokenStore(folder.path).load()).toEqual({ ...tokens, access_token: 'marked-second-token' })
  for (const name of ['twitch.key', 'twitch.tokens']) {
    const path = join(folder.path, name)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path, 'utf8')).not.toContain('marked')
  }
})

test('nothing is kept twice under the same nonce', async () => {
  using folder = temporaryFolder()
  const seen = new Set<string>()
  for (let n = 0; n < 50; n += 1) {
    await new TokenStore(folder.path).save(tokens)
    seen.add(readFileSync(join(folder.path, 'twitch.tokens'), 'utf8'))
  }
  expect(seen.size).toBe(50)
})

test('without its key, with another, or damaged it says what to do, and quotes nothing', async () => {
  using folder = temporaryFolder()
  const [key, file] = [join(folder.path, 'twitch.key'), join(folder.path, 'twitch.tokens')]
  const store = new TokenStore(folder.path)
  const failure = async () => {
    const error = await store.load().then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(TokenStoreError)
    const { message } = error as Error
    expect(message).toContain('sign in anew')
    expect(message).not.toContain('marked')
  }
  await store.save(tokens)
  const [kept, sealed] = [readFileSync(key), readFileSync(file, 'utf8')]

  rmSync(key)
  await failure()
  expect(existsSync(key)).toBe(false)
  writeFileSync(key, Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64'))
  await failure()
  writeFileSync(key, kept)
  for (const damaged of [sealed.slice(0, -9), 'not json', '{}', sealed.replace(/"data":"./, '"data":"_')]) {
    writeFileSync(file, damaged)
    await failure()
  }
  writeFileSync(file, sealed)
  expect(await store.load()).toEqual(tokens)
})
