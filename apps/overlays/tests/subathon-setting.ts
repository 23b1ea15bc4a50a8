/** Beside the built-in shows one in which nothing stands, and a subathon that comes to its cap before the evening is over. */
export function changesFor(minutes: number) {
  const nothing = '{ "id": "empty", "title": "Nothing", "furniture": [], "beside": [], "ticker": [] },'
  const share = (of: number) => Math.round(minutes * of * 60_000)
  return [
    ['"shows": [', `"shows": [ ${nothing}`],
    ['"duration_ms": 14400000', `"duration_ms": ${share(0.3)}`],
    ['"cap_ms": 86400000', `"cap_ms": ${share(0.7)}`],
  ] as const
}

/** Emotes as Twitch has them: each the same picture here. */
export function serveEmotes(): Disposable & { url: string } {
  const onePixel = Uint8Array.fromBase64(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg==',
  )
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: () => new Response(onePixel, { headers: { 'content-type': 'image/png' } }),
  })
  return { url: server.url.origin, [Symbol.dispose]: () => void server.stop(true) }
}
