const phoenixBearer = 'base64url.bearer.phx.'

/**
 * The key a request carries: `Authorization: Bearer`, the socket's `authToken` (a subprotocol; phoenix 1.8, `socket.js`), or the
 * `key` parameter of a socket or a page. Undefined where it carries none.
 */
export function keyOf(request: Request, url: URL): string | undefined {
  const bearer = request.headers.get('authorization')?.match(/^Bearer (\S+)$/i)?.[1]
  return bearer ?? socketToken(request) ?? url.searchParams.get('key') ?? undefined
}

/** Whether the client speaks through subprotocols, and so needs `phoenix` echoed. */
export function offersPhoenix(request: Request): boolean {
  return subprotocols(request).includes('phoenix')
}

function socketToken(request: Request): string | undefined {
  const token = subprotocols(request).find((name) => name.startsWith(phoenixBearer))
  return token === undefined ? undefined : Buffer.from(token.slice(phoenixBearer.length), 'base64').toString('utf8')
}

function subprotocols(request: Request): string[] {
  return (request.headers.get('sec-websocket-protocol') ?? '').split(',').map((name) => name.trim())
}
