// Signs in at Twitch, or out. `bun run twitch --help` is its usage.
import { ServicesState } from '@landale/protocol'
import { z } from 'zod'
import { type Server, serverOf } from './sessions/server.ts'
import { runCommand } from './tools/command.ts'
import { installationOf } from './tools/installation.ts'
import { ToolError } from './tools/tool-error.ts'

const usage = `bun run twitch sign-in | sign-out | status [--url URL] [--key KEY]

  sign-in   shows a code to enter at Twitch on any device, and waits until that is done
  sign-out  takes the sign-in back, and forgets it
  status    who is signed in, what is not granted, and what is not subscribed to

The server has to run, with TWITCH_CLIENT_ID set (.env.example says what to take).

  --url  the server, where it is not the one of these settings (environment, .env)
  --key  a control key of it, where it is not the one in the data folder`

const Code = z.object({ user_code: z.string(), verification_uri: z.url() })
const lookEveryMs = 1_000

await runCommand({
  usage,
  flags: { url: { type: 'string' }, key: { type: 'string' } },
  async run({ values, positionals }) {
    const [verb, ...more] = positionals
    if (more.length > 0) throw new ToolError(`one thing at a time; got ${positionals.join(' ')}`)
    const installation = installationOf(process.env)
    const server = await serverOf(installation, values)
    switch (verb) {
      case 'sign-in': {
        const code = Code.parse(await server.ask('/v1/commands/twitch.sign_in', '{}'))
        console.log(`Open ${code.verification_uri}\nand enter ${code.user_code}\n\nWaiting …`)
        return report(await signedIn(() => servicesOf(server)))
      }
      case 'sign-out':
        await server.ask('/v1/commands/twitch.sign_out', '{}')
        console.log('Signed out.')
        return 0
      case 'status':
        return report(await servicesOf(server))
      default:
        throw new ToolError(usage)
    }
  },
})

async function servicesOf(server: Server): Promise<ServicesState> {
  return ServicesState.parse(await server.ask('/v1/sources'))
}

async function signedIn(look: () => Promise<ServicesState>): Promise<ServicesState> {
  for (;;) {
    await Bun.sleep(lookEveryMs)
    const now = await look()
    if (now.twitch.sign_in === null) return now
  }
}

function report({ sources, twitch }: ServicesState): number {
  const source = sources.find(({ name }) => name === 'twitch')
  console.log(twitch.account ? `Signed in as ${twitch.account.login}.` : 'Nobody is signed in.')
  if (source) console.log(`Twitch: ${source.state}${source.error === null ? '' : `, ${source.error}`}`)
  for (const { type, state, reason } of twitch.subscriptions)
    if (state !== 'enabled') console.log(`  ${type}: ${state}${reason === null ? '' : `, ${reason}`}`)
  return twitch.account ? 0 : 1
}
