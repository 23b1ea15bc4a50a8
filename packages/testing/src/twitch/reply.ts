/** An answer of Helix or of the sign-in; no body at all where it is left out. */
export type Reply = { status: number; body?: unknown; headers?: Readonly<Record<string, string>> }

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
}

/** A failure in Helix's words. */
export const helixError = (status: number, message: string): Reply => ({
  status,
  body: { error: reasons[status] ?? 'Error', status, message },
})

/** A failure in the words of `/oauth2`, which leaves `error` out. */
export const oauthError = (status: number, message: string): Reply => ({ status, body: { status, message } })

export function toResponse({ status, body, headers }: Reply): Response {
  if (body === undefined) return new Response(null, { status, ...(headers && { headers }) })
  return Response.json(body, { status, ...(headers && { headers }) })
}
