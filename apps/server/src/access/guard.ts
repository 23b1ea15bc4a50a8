import { hostname } from 'node:os'

export type Refusal = { code: 'forbidden_host' | 'forbidden_origin'; message: string }

/**
 * Refuses requests for a host name that is not ours, which is how a page of somebody else's reaches a server at home (DNS
 * rebinding), and browsers that come from a page that is not ours. An address instead of a name cannot be rebound.
 */
export function createGuard({
  host,
  publicUrl,
  allowedOrigins,
}: {
  host: string
  publicUrl: string | undefined
  allowedOrigins: readonly string[]
}): (request: Request) => Refusal | undefined {
  const machine = hostname().toLowerCase()
  const names = new Set(['localhost', host.toLowerCase(), machine, `${machine}.local`])
  const origins = new Set(allowedOrigins.map((origin) => new URL(origin).origin))
  if (publicUrl !== undefined) {
    names.add(new URL(publicUrl).hostname)
    origins.add(new URL(publicUrl).origin)
  }
  return (request) => {
    const asked = request.headers.get('host') ?? ''
    const name = hostPart(asked)
    if (name === undefined || !(names.has(name) || isAddress(name))) {
      return { code: 'forbidden_host', message: 'Host is not one of this server; set LANDALE_PUBLIC_URL to the address you use' }
    }
    const origin = request.headers.get('origin')
    if (origin === null || origins.has(origin) || origin === `http://${asked}` || origin === `https://${asked}`) return undefined
    return { code: 'forbidden_origin', message: 'Origin is not allowed; add it to LANDALE_ALLOWED_ORIGINS' }
  }
}

function hostPart(host: string): string | undefined {
  return host.match(/^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i)?.[1]?.toLowerCase()
}

function isAddress(name: string): boolean {
  return name.startsWith('[') || /^\d{1,3}(\.\d{1,3}){3}$/.test(name)
}
