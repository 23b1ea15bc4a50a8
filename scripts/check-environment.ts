// Holds .env.example against what the code reads: a variable that is missing there, or read nowhere, fails.
import { join } from 'node:path'

const root = join(import.meta.dir, '..')
const documented = new Set(
  [...(await Bun.file(join(root, '.env.example')).text()).matchAll(/^#?\s?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name),
)
const read = new Set<string>()
for (const pattern of ['apps/*/src/**/*.ts', 'packages/*/src/**/*.ts', 'scripts/*.ts']) {
  for (const path of new Bun.Glob(pattern).scanSync(root)) {
    if (path.includes('.test.') || path === 'scripts/check-environment.ts' || path === 'scripts/drill.ts') continue
    const text = await Bun.file(join(root, path)).text()
    for (const [, name] of text.matchAll(
      /\b(LANDALE_[A-Z0-9_]+|DATABASE_URL|OBS_(?:URL|PASSWORD)|TWITCH_[A-Z_]+|RAINWAVE_[A-Z_]+)\b/g,
    ))
      if (name) read.add(name)
  }
}
const missing = [...read].filter((name) => !documented.has(name))
const idle = [...documented].filter((name) => name !== undefined && !read.has(name))
if (missing.length > 0) console.error(`.env.example does not say what these mean: ${missing.join(', ')}`)
if (idle.length > 0) console.error(`.env.example has what nothing reads: ${idle.join(', ')}`)
process.exit(missing.length + idle.length > 0 ? 1 : 0)
