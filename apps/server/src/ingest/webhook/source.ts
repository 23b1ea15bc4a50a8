// Hop 1 for what others send signed: a message of `POST /v1/hooks/<name>` comes in, and goes to the log as the event of its mapping.
import { Problem } from '@/http/problem.ts'
import { appendInTime } from '../durable.ts'
import type { CreateSource } from '../source.ts'
import type { Hook } from './hook.ts'
import { readHooks } from './hooks-file.ts'
import { type HookRequest, hookRoute } from './route.ts'
import { checkSignature } from './signature.ts'
import { translate } from './translate.ts'

/** Signed webhooks of other services, mapped to events by the webhooks' file. */
export const createWebhook: CreateSource = ({ log, config, clock, status }) => {
  let hooks: ReadonlyMap<string, Hook> = new Map()

  const take = async ({ name, headers, body }: HookRequest) => {
    const hook = hooks.get(name)
    if (hook === undefined) throw new Problem('not_found', 'there is no hook of this name')
    const signature = checkSignature(hook.secret, headers, body)
    if (signature.kind === 'bad') throw new Problem('invalid_signature', signature.reason)
    const event = translate(name, hook, signature.id, parse(body))
    const outcome = await appendInTime({ log, clock }, [event]).catch((error: unknown) => {
      const isMisfit = error instanceof Problem && error.code === 'invalid_event'
      throw isMisfit ? new Problem('invalid_hook', error.message) : error
    })
    if (outcome === 'waiting') throw new Problem('log_unavailable', 'the log takes nothing now; send it again under the same id')
  }

  return {
    name: 'webhook',
    routes: hookRoute({ has: (name) => hooks.has(name), take }),
    start() {
      const file = readHooks(config.webhooksFile)
      if (file.kind === 'absent')
        return status.off(`no webhooks: ${config.webhooksFile} is not there; LANDALE_WEBHOOKS_FILE names another`)
      if (file.kind === 'bad') return status.down(`${config.webhooksFile}: ${file.reason}`)
      hooks = file.hooks
      if (file.isOpen) return status.degraded(`${config.webhooksFile} holds secrets and others may read it: chmod 600`)
      status.ok()
    },
    async stop() {
      hooks = new Map()
    },
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new Problem('invalid_hook', 'the body is not JSON')
  }
}
