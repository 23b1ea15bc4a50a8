import { expect, test } from 'bun:test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { api, serverHere, temporaryFolder } from './fixture.ts'

test('the sound of a cue is the streamer’s own where there is one, else the built-in one, and a name is never a path', async () => {
  using folder = temporaryFolder()
  const built = join(folder.path, 'pages/overlays/dist/sounds')
  const own = join(folder.path, 'config/sounds')
  for (const path of [built, own]) mkdirSync(path, { recursive: true })
  writeFileSync(join(built, 'nod.ogg'), 'built in')
  writeFileSync(join(built, 'cheer.ogg'), 'built in')
  writeFileSync(join(own, 'cheer.mp3'), 'my own')
  writeFileSync(join(folder.path, 'config/secret.ogg'), 'secret')
  await using server = await serverHere({
    environment: { LANDALE_CONFIG_DIR: join(folder.path, 'config'), LANDALE_PAGES_DIR: join(folder.path, 'pages') },
  })
  const get = async (name: string) => {
    const response = await fetch(`${server.url}/overlay/sounds/${name}`)
    return [response.status, response.headers.get('content-type'), response.ok ? await response.text() : '']
  }
  expect(await get('nod')).toEqual([200, 'audio/ogg', 'built in'])
  expect(await get('cheer')).toEqual([200, 'audio/mpeg', 'my own'])
  for (const name of ['gone', '..%2Fsecret', '%2e%2e%2fsecret']) expect((await get(name))[0]).toBe(404)
})

test('an emote that chat has brought is fetched from where emotes lie, and no other', async () => {
  const asked: string[] = []
  const cdn = Bun.serve({
    port: 0,
    fetch(request) {
      asked.push(new URL(request.url).pathname)
      return new Response(new Uint8Array([0x47, 0x49, 0x46, 0x38, 0x39, 0x61]))
    },
  })
  await using server = await serverHere({ environment: { TWITCH_EMOTES_URL: cdn.url.origin } })
  const get = (id: string) => fetch(`${server.url}/overlay/emotes/${id}`)
  expect((await get('425618')).status).toBe(404)
  await api(server, 'worker', '/v1/sessions/current/append', {
    events: [
      {
        type: 'chat.message.sent',
        actor: 'twitch:1',
        payload: {
          message_id: 'm',
          user: { id: '1', login: 'wren', name: 'Wren' },
          text: 'LUL',
          fragments: [{ kind: 'emote', text: 'LUL', emote_id: '425618' }],
        },
      },
    ],
  })
  const found = await get('425618')
  expect([found.status, found.headers.get('content-type')]).toEqual([200, 'image/gif'])
  await get('425618')
  expect(asked).toEqual(['/425618/default/dark/3.0'])
  await cdn.stop(true)
})
