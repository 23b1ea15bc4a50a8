import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import solid from 'vite-plugin-solid'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The same sources give the same id, wherever and whenever they are built: the packages that are bundled count too. */
function buildId(): string {
  const hash = createHash('sha256')
  const patterns = [
    '*.{html,json,ts}',
    'src/**/*.{ts,tsx,css}',
    '../../packages/{client,layers,protocol}/src/**/*.ts',
    '../../bun.lock',
  ]
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: at('./') })).filter((file) => !file.includes('.test.'))
  for (const file of files.toSorted())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(at(file)))
      .update('\0')
  return hash.digest('hex').slice(0, 12)
}

const build = buildId()

function buildFile(): Plugin {
  return {
    name: 'build-file',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'build.json', source: JSON.stringify({ build }) })
    },
  }
}

export default defineConfig({
  root: at('./'),
  base: '/overlay/',
  plugins: [solid(), buildFile()],
  define: { __BUILD__: JSON.stringify(build) },
  resolve: { alias: { '@': at('./src'), '+': at('./assets'), '~': at('./public') } },
  // A page that is being written joins the server that runs beside it, as if it came from there.
  server: {
    port: 5173,
    proxy: { '/socket': { target: 'ws://127.0.0.1:7175', ws: true, changeOrigin: true, rewriteWsOrigin: true } },
  },
  build: {
    // OBS 31 and 32 embed Chromium 127.
    target: 'chrome127',
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        ironmon: at('./ironmon.html'),
        alerts: at('./alerts.html'),
        takeover: at('./takeover.html'),
        chat: at('./chat.html'),
        captions: at('./captions.html'),
        'now-playing': at('./now-playing.html'),
      },
      // What a page imports first runs first, in whatever chunk it lands: zod's setting has to stand before any schema does.
      output: { strictExecutionOrder: true },
      // The schemas of the protocol are built by calls, which a bundler must keep unless told that a module does nothing else.
      treeshake: { moduleSideEffects: [{ test: /packages\/(protocol|layers)\//, sideEffects: false }] },
    },
  },
})
