// `bun run test`: every test. Builds the pages and sets up Chromium where they are missing, then runs plain `bun test` and the
// browser tests (`*.browser.ts`, which plain `bun test` does not see, since they need both).
import { join } from 'node:path'
import { chromiumPath } from './browser.ts'

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

const outcomes = [await bunTest([...coverage, ...filters])]
if (filters.length === 0) {
  await Bun.$`${bun} x turbo run build --output-logs=errors-only`.cwd(root)
  const browserTests = [...new Bun.Glob('apps/*/tests/**/*.browser.ts').scanSync(root)].sort().map((path) => `./${path}`)
  outcomes.push(await bunTest(browserTests, { LANDALE_CHROMIUM: await chromiumPath() }))
}
const sum = (field: 'passed' | 'failed') => outcomes.reduce((total, outcome) => total + outcome[field], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exit(outcomes.every(({ code }) => code === 0) ? 0 : 1)
