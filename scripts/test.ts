// `bun run test`: every test. Builds the pages and sets up Chromium and OBS where they are missing, then runs plain `bun test`, and
// what it does not see, since that needs them: the browser tests (`*.browser.ts`) and those with a real OBS (`*.studio.ts`).
import { join } from 'node:path'
import { chromiumPath, ensureFonts } from './browser.ts'
import { ensureObs } from './obs.ts'

const root = join(import.meta.dir, '..')
const bun = process.execPath
const [mode, ...rest] = process.argv.slice(2)
const coverage = mode === '--coverage' ? ['--coverage', '--coverage-reporter=text', '--coverage-reporter=lcov'] : []
const filters = mode === '--coverage' || mode === undefined ? rest : [mode, ...rest]

type Outcome = { code: number; passed: number; failed: number }

async function bunTest(argv: string[], environment: Record<string, string> = {}): Promise<Outcome> {
  const child = Bun.spawn([bun, 'test', ...argv], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdin: 'ignore',
    stdout: 'inherit',
    stderr: 'pipe',
  })
  let text = ''
  for await (const chunk of child.stderr) {
    process.stderr.write(chunk)
    text += new TextDecoder().decode(chunk)
  }
  const count = (word: string) => Number(text.match(new RegExp(`^\\s*(\\d+) ${word}$`, 'm'))?.[1] ?? 0)
  return { code: await child.exited, passed: count('pass'), failed: count('fail') }
}

/** Most tests wait for a page, a disk or another process: two files at a time take little more than half as long. */
const twoAtOnce = ['--parallel=2']

function testsOf(kind: 'browser' | 'studio'): string[] {
  return [...new Bun.Glob(`apps/*/tests/**/*.${kind}.ts`).scanSync(root)].sort().map((path) => `./${path}`)
}

const outcomes = [await bunTest([...(coverage.length > 0 ? coverage : twoAtOnce), ...filters])]
if (filters.length === 0) {
  await Bun.$`${bun} x turbo run build --output-logs=errors-only`.cwd(root)
  const hasFonts = await ensureFonts()
  if (!hasFonts) console.log('Leaving out the pictures of the overlays: they are set in fonts of Debian that are not here.')
  const browserTests = testsOf('browser').filter((path) => hasFonts || !path.endsWith('/pictures.browser.ts'))
  outcomes.push(await bunTest([...twoAtOnce, ...browserTests], { LANDALE_CHROMIUM: await chromiumPath() }))
  await ensureObs()
  outcomes.push(await bunTest(testsOf('studio')))
}
const sum = (field: 'passed' | 'failed') => outcomes.reduce((total, outcome) => total + outcome[field], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exit(outcomes.every(({ code }) => code === 0) ? 0 : 1)
