export type OverlayAddress = { name: string; url: string }

/** `refused`: the key is not the control key, and asking again will not change that. */
export type OverlayAnswer = { kind: 'addresses'; overlays: OverlayAddress[] } | { kind: 'refused' } | { kind: 'failed' }

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** `GET /v1/overlays`. Never throws: a server that is away or says something else is `failed`. */
export async function fetchOverlayAddresses(key: string, fetch: Fetch = globalThis.fetch): Promise<OverlayAnswer> {
  try {
    const response = await fetch('/v1/overlays', { headers: { authorization: `Bearer ${key}` }, cache: 'no-store' })
    if (response.status === 401 || response.status === 403) return { kind: 'refused' }
    const overlays = response.ok ? parse(await response.json()) : undefined
    return overlays === undefined ? { kind: 'failed' } : { kind: 'addresses', overlays }
  } catch {
    return { kind: 'failed' }
  }
}

/** The address as it may be shown on a stream: without its key. */
export function withoutKey(address: string): string {
  const url = URL.parse(address)
  return url === null ? '' : url.origin + url.pathname
}

function parse(body: unknown): OverlayAddress[] | undefined {
  if (typeof body !== 'object' || body === null || !('overlays' in body) || !Array.isArray(body.overlays)) return undefined
  return body.overlays.every(isAddress) ? body.overlays : undefined
}

function isAddress(value: unknown): value is OverlayAddress {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('url' in value)) return false
  return typeof value.name === 'string' && typeof value.url === 'string' && URL.canParse(value.url)
}
