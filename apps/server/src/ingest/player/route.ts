import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { NowPlaying, NowPlayingReply, type Role } from '@landale/protocol'
import type { BlankEnv } from 'hono/types'
import { checkRole } from '@/http/access.ts'
import { bodyOf, refusals, replyOf, security } from '@/http/document.ts'
import { invalid, readJson } from '@/http/parse.ts'

const maxBodyBytes = 16_384

export type NowPlayingRoute = {
  roleOf: (key: string) => Role | undefined
  /** Gives back whether it was news; resolves when that is in the log. */
  take: (report: NowPlaying) => Promise<boolean>
}

/** `POST /v1/now-playing`. */
export function nowPlayingRoute({ roleOf, take }: NowPlayingRoute) {
  const app = new OpenAPIHono<BlankEnv>()
  app.openAPIRegistry.registerPath(
    createRoute({
      method: 'post',
      path: '/v1/now-playing',
      summary: 'Say what a local player plays',
      description: 'At every change, and as often as you like: what is not new is not an event. Answered when it is in the log.',
      security,
      request: bodyOf(NowPlaying),
      responses: { 200: replyOf(NowPlayingReply, 'Whether it was news'), ...refusals(400, 401, 403, 413, 503) },
    }),
  )
  app.post('/v1/now-playing', async (context) => {
    checkRole(roleOf, context.req.raw, new URL(context.req.url), ['control', 'worker'])
    const report = NowPlaying.safeParse(await readJson(context.req.raw, maxBodyBytes))
    if (!report.success) throw invalid(report.error, [], 'invalid_song')
    return context.json({ changed: await take(report.data) } satisfies NowPlayingReply)
  })
  return app
}
