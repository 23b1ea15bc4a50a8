import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { themeNames } from '@landale/theme'
import { defineConfig, type Plugin } from 'vite'
import solid from 'vite-plugin-solid'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The same sources give the same id, wherever and whenever they are built: the packages that are bundled count too. */
function buildId(): string {
  const hash = createHash('sha256')
  const patterns = [
    '*.{html,json,ts}',
    'src/**/*.{ts,tsx,css}',
    '../../packages/{client,layers,protocol,theme}/src/**/*.{ts,css}',
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

/** Every page beside this file is an overlay, but for the list of them. */
const overlays = globSync('*.html', { cwd: at('./') })
  .map((file) => file.replace(/\.html$/, ''))
  .filter((name) => name !== 'index')
  .toSorted()

/** The default is in every page. */
const otherThemes = themeNames.slice(1)
const themeEntries = Object.fromEntries(otherThemes.map((name) => [name, at(`../../packages/theme/src/${name}.css`)]))
const themeFiles = new Set(otherThemes.map((name) => `${name}.css`))

const isFrame = (id: string) =>
  /node_modules|packages\/|src\/(shared|zod)\//.test(id) &&
  !/src\/shared\/(debug|samples|sound|frozen-)/.test(id) &&
  !id.endsWith('.css')

export default defineConfig({
  root: at('./'),
  base: '/overlay/',
  plugins: [solid(), buildFile()],
  define: { __BUILD__: JSON.stringify(build), __OVERLAYS__: JSON.stringify(overlays) },
  resolve: {
    alias: [
      { find: /^zod$/, replacement: at('./src/zod/index.ts') },
      { find: '@', replacement: at('./src') },
      { find: '+', replacement: at('./assets') },
      { find: '~', replacement: at('./public') },
    ],
  },
  // A page that is being written joins the server that runs beside it, as if it came from there.
  server: {
    port: 5173,
    proxy: {
      '/socket': { target: 'ws://127.0.0.1:7175', ws: true, changeOrigin: true, rewriteWsOrigin: true },
      '/overlay/themes': { target: 'http://127.0.0.1:7175', changeOrigin: true },
    },
  },
  build: {
    // OBS 31 and 32 embed Chromium 127.
    target: 'chrome127',
    // Which preloads modules by itself.
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    rolldownOptions: {
      // A schema that needs more of zod than `src/zod` has must not come to be known on air.
      onLog(level, log, handle) {
        if (log.code === 'IMPORT_IS_UNDEFINED') throw new Error(log.message)
        handle(level, log)
      },
      input: {
        ...Object.fromEntries(overlays.map((name) => [name, at(`./${name}.html`)])),
        // Their list, at /overlay/.
        index: at('./index.html'),
        // A page asks for a theme by its name, so the file has it: no hash, and asked for anew each time.
        ...themeEntries,
      },
      // What a page imports first runs first, in whatever chunk it lands: zod's setting has to stand before any schema does.
      output: {
        strictExecutionOrder: true,
        // What most pages share is one file, which compresses better than thirty: a debugger, its samples and sounds are not.
        codeSplitting: {
          groups: [{ name: 'frame', test: isFrame, minShareCount: 4 }],
        },
        assetFileNames: ({ names }) =>
          names.some((name) => themeFiles.has(name)) ? 'themes/[name][extname]' : 'assets/[name]-[hash][extname]',
      },
      // The schemas of the protocol are built by calls, which a bundler must keep unless told that a module does nothing else.
      treeshake: { moduleSideEffects: [{ test: /packages\/(protocol|layers|theme)\//, sideEffects: false }] },
    },
  },
})
