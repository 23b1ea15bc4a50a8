import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { BlankEnv } from 'hono/types'
import { refusals, replyOf } from '@/http/document.ts'
import { Problem } from '@/http/problem.ts'

const maxBodyBytes = 65_536

export type HookRequest = { name: string; headers: Headers; body: Buffer }

const HookPath = z.object({ name: z.string().describe('A hook of the webhooks’ file') })
const HookReply = z.object({ accepted: z.literal(true) })

export type HookRouteOptions = {
  has: (name: string) => boolean
  /** Resolves when the event is in the log. */
  take: (request: HookRequest) => Promise<void>
}

/** `POST /v1/hooks/<name>`. Its key is the signature. */
export function hookRoute({ has, take }: HookRouteOptions) {
  const app = new OpenAPIHono<BlankEnv>()
  app.openAPIRegistry.registerPath(
    createRoute({
      method: 'post',
      path: '/v1/hooks/{name}',
      summary: 'Take a signed message of another service',
      description:
        'Signed as Standard Webhooks says: `webhook-id`, `webhook-timestamp`, `webhook-signature`. Answered when it is in the log; the same id again is the same event.',
      security: [],
      request: { params: HookPath, body: { required: true, content: { 'application/json': { schema: z.unknown() } } } },
      responses: { 202: replyOf(HookReply, 'It is in the log'), ...refusals(400, 401, 404, 409, 413, 503) },
    }),
  )
  app.post('/v1/hooks/:name', async (context) => {
    const name = context.req.param('name')
    if (!has(name)) throw new Problem('not_found', 'there is no hook of this name')
    await take({ name, headers: context.req.raw.headers, body: await readBody(context.req.raw) })
    return context.json({ accepted: true } satisfies z.infer<typeof HookReply>, 202)
  })
  return app
}

/** Reads no further than it has to, whatever length was announced. */
async function readBody(request: Request): Promise<Buffer> {
  const tooLarge = () => new Problem('event_too_large', `the body is larger than ${maxBodyBytes} bytes`)
  if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > maxBodyBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
