import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { serverProcess } from '../../packages/testing/src/server.ts'
import { fakeTwitch } from '../../packages/testing/src/twitch/index.ts'

const limitMs = 60_000
const script = join(import.meta.dir, '../twitch.ts')

/** Runs the tool as a person does; its output is read as it comes. */
function tool(environment: Record<string, string>, ...args: string[]) {
  const child = Bun.spawn(['bun', script, ...args], {
    env: { ...process.env, ...environment },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  let text = ''
  const read = (async () => {
    const decoder = new TextDecoder()
    for await (const chunk of child.stdout) text += decoder.decode(chunk, { stream: true })
  })()
  return {
    says: async (words: string) => {
      while (!text.includes(words)) {
        if (child.exitCode !== null) throw new Error(`it ended and said: ${text}${await new Response(child.stderr).text()}`)
        await Bun.sleep(20)
      }
    },
    end: async () => {
      await read
      return { code: await child.exited, text, problem: await new Response(child.stderr).text() }
    },
  }
}

test(
  'a streamer signs in from the terminal, sees it, and signs out',
  async () => {
    await using twitch = await fakeTwitch({ pollIntervalSeconds: 1 })
    const environment = {
      TWITCH_CLIENT_ID: twitch.clientId,
      TWITCH_AUTH_URL: twitch.authUrl,
      TWITCH_HELIX_URL: twitch.helixUrl,
      TWITCH_EVENTSUB_URL: twitch.eventSubUrl,
    }
    await using server = await serverProcess({ environment })
    const settings = {
      LANDALE_DATA_DIR: server.dataDir,
      LANDALE_PORT: String(server.ports.http),
      LANDALE_CONTROL_KEY: 'test-control-key-0000',
    }
    expect(await tool(settings, 'status').end()).toMatchObject({ code: 1, text: expect.stringContaining('Nobody is signed in') })
    const signIn = tool(settings, 'sign-in')
    await signIn.says('Waiting')
    await signIn.says(twitch.pendingCodes[0] ?? 'no code')
    twitch.approve()
    expect(await signIn.end()).toMatchObject({ code: 0, text: expect.stringContaining(`Signed in as ${twitch.user.login}`) })
    expect(await tool(settings, 'status').end()).toMatchObject({ code: 0, text: expect.stringContaining('Signed in as') })
    expect(await tool(settings, 'sign-out').end()).toMatchObject({ code: 0 })
    expect(await tool(settings, 'status').end()).toMatchObject({ code: 1 })
  },
  limitMs,
)

test(
  'a server without Twitch, none at all, and a word that it does not know are said',
  async () => {
    await using server = await serverProcess()
    const settings = {
      LANDALE_DATA_DIR: server.dataDir,
      LANDALE_PORT: String(server.ports.http),
      LANDALE_CONTROL_KEY: 'test-control-key-0000',
    }
    expect(await tool(settings, 'sign-in').end()).toMatchObject({ code: 1, problem: expect.stringContaining('twitch.sign_in') })
    expect(await tool(settings, 'dance').end()).toMatchObject({ code: 1, problem: expect.stringContaining('bun run twitch') })
    const away = { ...settings, LANDALE_PORT: '1' }
    expect(await tool(away, 'status').end()).toMatchObject({ code: 1, problem: expect.stringContaining('no server answers') })
  },
  limitMs,
)
