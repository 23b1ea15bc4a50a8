import type { Role } from '@landale/protocol'
import { createMiddleware } from 'hono/factory'
import { keyOf } from '@/access/credentials.ts'
import { Problem } from './problem.ts'

export type Env = { Variables: { role: Role } }

/** Lets a request through whose key opens one of `roles`. */
export function requireRole(roleOf: (key: string) => Role | undefined, roles: readonly Role[]) {
  return createMiddleware<Env>(async (context, next) => {
    context.set('role', checkRole(roleOf, context.req.raw, new URL(context.req.url), roles))
    await next()
  })
}

export function checkRole(roleOf: (key: string) => Role | undefined, request: Request, url: URL, roles: readonly Role[]): Role {
  const key = keyOf(request, url)
  const role = key === undefined ? undefined : roleOf(key)
  if (role === undefined) throw new Problem('unauthorized', key === undefined ? 'a key is missing' : 'the key is not known')
  if (!roles.includes(role)) throw new Problem('forbidden_role', `this is not for the ${role} key`)
  return role
}
