import { fileURLToPath } from 'node:url'
import { build, type InlineConfig, type Plugin } from 'vite'
import solid from 'vite-plugin-solid'
import type { PageParts } from './pages.ts'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** What an overlay waits with is its own copy's: `src/ograf/timers.ts` says why. */
const timers = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'requestAnimationFrame',
  'cancelAnimationFrame',
] as const

export type PartParts = PageParts & { readonly themes: Readonly<Record<string, string>> }

/** The module of an overlay and all that it needs: one file, so that each time it is loaded nothing of it is shared. */
export function buildPart(name: string, parts: PartParts): Promise<string> {
  return bundle(at('src/ograf/part.ts'), [solidOnce(), styles(), overlay(name, parts)])
}

/** What every graphic's element does. */
export function buildElement(): Promise<string> {
  return bundle(at('src/ograf/graphic.ts'), [])
}

async function bundle(entry: string, plugins: Plugin[]): Promise<string> {
  const config: InlineConfig = {
    configFile: false,
    logLevel: 'warn',
    root: at(''),
    plugins,
    publicDir: false,
    define: { __BUILD__: JSON.stringify(''), __OVERLAYS__: '[]' },
    resolve: {
      alias: [
        { find: /^zod$/, replacement: at('src/zod/index.ts') },
        { find: '@/shared/page.tsx', replacement: at('src/ograf/page.ts') },
        { find: '@', replacement: at('src') },
        { find: '+', replacement: at('assets') },
      ],
    },
    build: {
      target: 'chrome127',
      write: false,
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        output: { codeSplitting: false, strictExecutionOrder: true },
        transform: { inject: Object.fromEntries(timers.map((timer) => [timer, [at('src/ograf/timers.ts'), timer]])) },
        treeshake: { moduleSideEffects: [{ test: /packages\/(protocol|layers|theme)\//, sideEffects: false }] },
      },
    },
  }
  const built = await build(config)
  if (Array.isArray(built) || !('output' in built)) throw new Error('one build has one output')
  const [chunk, ...others] = built.output
  if (others.length > 0) throw new Error(`${entry} is more than one file: ${others.map(({ fileName }) => fileName).join(', ')}`)
  return chunk.code
}

/** The pages have them built already. */
function styles(): Plugin {
  const id = '\0graphics:style'
  return {
    name: 'graphics:styles',
    enforce: 'pre',
    resolveId: { filter: { id: /\.css$/ }, handler: () => id },
    load: { filter: { id: /^\0graphics:style$/ }, handler: () => '' },
  }
}

/** What is the overlay's own of a part. */
function overlay(name: string, parts: PartParts): Plugin {
  const id = '\0virtual:overlay'
  return {
    name: 'graphics:overlay',
    resolveId: {
      filter: { id: /^virtual:overlay/ },
      handler: (asked) => (asked === 'virtual:overlay/main' ? at(`src/${name}/main.tsx`) : id),
    },
    load: {
      filter: { id: /^\0virtual:overlay$/ },
      handler: () =>
        Object.entries(parts)
          .map(([part, value]) => `export const ${part} = ${JSON.stringify(value)}`)
          .join('\n'),
    },
  }
}

const compiled = new Map<string, unknown>()

/** Solid's compiler, which takes most of a build, sees each component once for all graphics. */
function solidOnce(): Plugin {
  const plugin: Plugin = solid()
  const { transform } = plugin
  if (typeof transform !== 'function') throw new Error('the compiler of components is none')
  return {
    ...plugin,
    async transform(code, id, options) {
      const known = compiled.get(id)
      if (known !== undefined) return (await known) as Awaited<ReturnType<typeof transform>>
      const result = transform.call(this, code, id, options)
      compiled.set(id, result)
      return await result
    },
  }
}
