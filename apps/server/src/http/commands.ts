import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { CommandPlace, commands, type Role } from '@landale/protocol'
import { IdempotencyKey, type RunCommand } from '@/command/commands.ts'
import { type Env, requireRole } from './access.ts'
import { bodyOf, refusals, replyOf, security } from './document.ts'
import { readJson } from './parse.ts'
import { Problem } from './problem.ts'

export type CommandsOptions = { run: RunCommand; roleOf: (key: string) => Role | undefined; maxBodyBytes: number }

/** `POST /v1/commands/<name>`: the body is the command's payload, and optionally an `idempotency_key`. */
export function commandRoutes({ run, roleOf, maxBodyBytes }: CommandsOptions) {
  const app = new OpenAPIHono<Env>()
  for (const { name, kind, summary, payload, reply } of commands.values()) {
    const route = createRoute({
      method: 'post',
      path: `/v1/commands/${name}`,
      summary,
      tags: ['commands'],
      security,
      request: bodyOf(payload.safeExtend({ idempotency_key: IdempotencyKey })),
      responses: {
        200:
          kind === 'question'
            ? replyOf(reply, 'The answer')
            : replyOf(reply.safeExtend(CommandPlace.shape), 'Its place in the log'),
        ...refusals(400, 401, 403, 404, 409, 503),
      },
    })
    app.openAPIRegistry.registerPath(route)
  }
  app.post('/v1/commands/:name', requireRole(roleOf, ['control']), async (context) => {
    const body = await readJson(context.req.raw, maxBodyBytes)
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw new Problem('invalid_command', 'the body is not an object')
    return context.json(await run(context.req.param('name'), body as Record<string, unknown>))
  })
  return app
}
