import { dirname, join } from 'node:path'
import { Hono } from 'hono'

// What it offers beyond reading would send the document to somebody's cloud.
const configuration = JSON.stringify({
  withDefaultFonts: false,
  telemetry: false,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
})

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Landale API</title><meta name="viewport" content="width=device-width"></head>
<body><script id="api-reference" data-url="/v1/openapi.json" data-configuration='${configuration}'></script><script src="/docs/scalar.js"></script></body>
</html>
`

// The reader draws itself with inline styles and needs nothing but this server.
const policy = `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src blob:; object-src 'none'`

/** `/docs`: the API's document in a form for people, drawn by Scalar from this server alone. */
export function referencePage() {
  const app = new Hono()
  const script = Bun.file(join(dirname(Bun.resolveSync('@scalar/api-reference', import.meta.dir)), 'browser', 'standalone.js'))
  app.get('/docs', (context) => context.html(page, 200, { 'content-security-policy': policy, 'cache-control': 'no-cache' }))
  app.get(
    '/docs/scalar.js',
    () => new Response(script, { headers: { 'content-type': 'text/javascript', 'cache-control': 'no-cache' } }),
  )
  return app
}
