// The schemas of the protocol, built once on zod and once on what pages have in its place, say the same of the same values.
import { expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type OverlayName, overlayNames, overlayStates } from '@landale/protocol'
import { sampleState } from '@/shared/samples.ts'

type Schemas = Record<string, { safeParse(value: unknown): { success: boolean; data?: unknown } }>

/** The states' schemas as a page bundles them. */
async function schemasOfPages(): Promise<Schemas> {
  const { outputs } = await Bun.build({
    entrypoints: [join(import.meta.dir, '../../../../packages/protocol/src/state/overlay.ts')],
    target: 'bun',
    plugins: [
      {
        name: 'zod-of-pages',
        setup: (build) => {
          build.onResolve({ filter: /^zod$/ }, () => ({ path: join(import.meta.dir, 'index.ts') }))
        },
      },
    ],
  })
  const folder = await mkdtemp(join(tmpdir(), 'landale-zod-'))
  try {
    const path = join(folder, 'schemas.js')
    await Bun.write(path, (await outputs[0]?.text()) ?? '')
    const module: { overlayStates: Schemas } = await import(path)
    return module.overlayStates
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Undefined, where there is none: such a page is not drawn yet. */
function sampleOf(name: OverlayName): unknown {
  try {
    return sampleState(name, 1_790_000_000_000)
  } catch {
    return undefined
  }
}

/** The value itself, and the value with each of its parts taken out, or made another. */
function variations(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value, null, undefined, 'other', -1, 0.5, '']
  if (Array.isArray(value)) return [value, {}, [], ...variations(value[0]).map((first) => [first])]
  const parts = Object.entries(value)
  const without = parts.map(([name]) => Object.fromEntries(parts.filter(([other]) => other !== name)))
  const changed = parts.flatMap(([name, part]) => variations(part).map((other) => ({ ...value, [name]: other })))
  return [value, { ...value, unknown_part: 1 }, null, ...without, ...changed]
}

test('pages take the states that zod takes, and no others', async () => {
  const schemas = await schemasOfPages()
  expect(Object.keys(schemas)).toEqual(Object.keys(overlayStates))
  let compared = 0
  for (const name of overlayNames) {
    for (const value of variations(sampleOf(name))) {
      const [asked, known] = [schemas[name]?.safeParse(value), overlayStates[name].safeParse(value)]
      expect([name, value, asked?.success, asked?.data]).toEqual([name, value, known.success, known.data])
      compared += 1
    }
  }
  expect(compared).toBeGreaterThan(400)
})
