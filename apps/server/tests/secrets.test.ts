import { expect, test } from 'bun:test'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Event } from '@landale/protocol'
import { fakeObs } from '@landale/testing/obs'
import { fakeRainwave } from '@landale/testing/rainwave'
import { sampleEvent } from '@landale/testing/twitch'
import { api, keys, serverProcess, temporaryFolder } from './fixture.ts'
import { join as joinTopic, phoenixSocket } from './phoenix.ts'
import { twitchEnvironment, twitchHere, until } from './twitch.ts'

const limitMs = 60_000
const obsPassword = 'marked-obs-password'
const rainwaveKey = 'marked-rainwave-key'
const hookSecret = `whsec_${Buffer.from('marked-hook-secret-000000').toString('base64')}`

/** The files that are there to hold secrets, of mode 0600. */
const vaults = ['twitch.key', 'twitch.tokens', 'webhooks.json']

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}

test(
  'no token, key, password or code is in a log, a state, a metric, an event or an error, through a whole run',
  async () => {
    await using twitch = await twitchHere({ secrets: 'marked-' })
    using obs = fakeObs({ password: obsPassword })
    using rainwave = fakeRainwave({ userId: '7', key: rainwaveKey })
    using folder = temporaryFolder()
    writeFileSync(
      join(folder.path, 'webhooks.json'),
      JSON.stringify({ hooks: { tips: { secret: hookSecret, type: 'tip.received', payload: {} } } }),
      { mode: 0o600 },
    )
    const environment = {
      ...twitchEnvironment(twitch),
      OBS_URL: obs.url,
      OBS_PASSWORD: obsPassword,
      RAINWAVE_URL: rainwave.url,
      RAINWAVE_USER_ID: '7',
      RAINWAVE_API_KEY: rainwaveKey,
      LANDALE_LOG_LEVEL: 'debug',
      LANDALE_LOG_FORMAT: 'json',
    }
    const seen: string[] = []
    const output: string[] = []
    const command = async (name: string, body: unknown = {}) => {
      const { body: reply } = await api(server, 'control', `/v1/commands/${name}`, body)
      // The one who asks for a code is told it; nobody else is.
      if (name !== 'twitch.sign_in') seen.push(JSON.stringify(reply))
      return reply
    }
    const stateOf = async (name: string) => {
      const { body } = await api(server, 'control', '/v1/sources')
      return (body.sources as { name: string; state: string }[]).find((source) => source.name === name)?.state
    }
    const look = async () => {
      for (const path of ['/health', '/ready', '/status', '/metrics'])
        seen.push(await (await fetch(`${server.healthUrl}${path}`)).text())
      for (const path of ['/v1/events?limit=1000', '/v1/sources', '/v1/sessions', '/v1/openapi.json'])
        seen.push(JSON.stringify((await api(server, 'control', path)).body))
      using client = phoenixSocket(server.socketUrl, 'control')
      for (const topic of ['dashboard:main', 'dashboard:services', 'dashboard:obs'])
        seen.push(JSON.stringify(await joinTopic(client.socket.channel(topic))))
    }

    await using server = await serverProcess({ dataDir: folder.path, environment })
    rainwave.play({
      id: 1,
      title: 'A song',
      artists: ['Somebody'],
      album: { name: 'An album', art: '/art' },
      length: 100,
      startedAt: 1_790_000_000,
    })
    await until('all but Twitch are there', async () => (await stateOf('obs')) === 'ok' && (await stateOf('rainwave')) === 'ok')
    await command('twitch.sign_in')
    await look()
    twitch.approve()
    await until('Twitch is there', async () => (await stateOf('twitch')) === 'ok')
    await look()

    // What works, and what goes wrong in every way that a secret is near.
    twitch.notify('channel.follow', sampleEvent('channel.follow'))
    obs.addBrowserSource('Alerts', `${server.url}/overlay/alerts?key=${keys.overlay}`, { isActive: true })
    await command('twitch.announce', { message: 'hello' })
    await command('obs.set_scene', { scene: 'nowhere' })
    await command('obs.refresh_browser', { source: 'Alerts' })
    await command('twitch.sign_in')
    rainwave.fail({ status: 500 }, 3)
    twitch.fail(4)
    await command('twitch.channel')
    await api(server, 'control', '/v1/hooks/tips', { a: 1 })
    obs.drop()
    twitch.drop()
    await until('both are back', async () => (await stateOf('twitch')) === 'ok' && (await stateOf('obs')) === 'ok')
    await look()
    twitch.revokeTokens()
    await command('twitch.channel')
    await look()
    await command('twitch.sign_out')
    const { body } = await api(server, 'control', '/v1/events?limit=1000')
    expect((body.events as Event[]).length).toBeGreaterThan(8)
    await server.terminate()
    output.push(server.output())

    const { accessTokens, refreshTokens, deviceCodes, userCodes } = twitch.issued
    const secrets = [...accessTokens, ...refreshTokens, ...deviceCodes, ...userCodes, obsPassword, rainwaveKey, hookSecret]
    expect(secrets.length).toBeGreaterThan(8)
    const places = [
      ...seen.map((text, index) => [`answer ${index}`, text] as const),
      ...output.map((text) => ['its log', text] as const),
      ...filesOf(folder.path)
        .filter((path) => !vaults.some((name) => path.endsWith(name)))
        .map((path) => [path, readFileSync(path, 'latin1')] as const),
    ]
    expect(output.join('').length).toBeGreaterThan(1_000)
    for (const [place, text] of places)
      for (const secret of [...secrets, ...Object.values(keys)])
        if (text.includes(secret)) throw new Error(`${place} holds a secret: ${secret}`)
    for (const name of vaults.filter((file) => file !== 'twitch.tokens'))
      expect(statSync(join(folder.path, name)).mode & 0o777).toBe(0o600)
  },
  limitMs,
)
