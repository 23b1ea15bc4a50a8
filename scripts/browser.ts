// Finds a Chromium for the browser tests, and sets one up where there is none: by apt on Debian as root, else Playwright's own.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dir, '..')
const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const isDebianRoot = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
/** Debian's packages of the fonts that committed pictures are set in, and a file of each. */
const fonts: Readonly<Record<string, string>> = {
  'fonts-noto-core': '/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf',
  'fonts-noto-cjk': '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  'fonts-noto-color-emoji': '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf',
  'fonts-dejavu-core': '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf',
}

/** Installs the fonts of the pictures where they are missing, on Debian as root. Answers whether they are there. */
export async function ensureFonts(): Promise<boolean> {
  const missing = () => Object.keys(fonts).filter((name) => !existsSync(fonts[name] ?? ''))
  if (missing().length > 0 && isDebianRoot) {
    console.log(`Setting up ${missing().join(', ')} for the pictures …`)
    await aptInstall(missing())
  }
  return missing().length === 0
}

async function aptInstall(packages: readonly string[]): Promise<void> {
  await Bun.$`apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends ${packages}`.quiet()
}

/** The path of a Chromium that is there: LANDALE_CHROMIUM, a system's own, or Playwright's. */
async function find(): Promise<string | undefined> {
  const given = process.env.LANDALE_CHROMIUM
  if (given) return given
  const { chromium } = (await import(
    Bun.resolveSync('playwright-core', join(root, 'apps/server'))
  )) as typeof import('playwright-core')
  return [...known, chromium.executablePath()].find((path) => existsSync(path))
}

/** The path of a Chromium; where there is none it is installed first. Throws where that fails. */
export async function chromiumPath(): Promise<string> {
  const there = await find()
  if (there !== undefined) return there
  console.log(`Setting up Chromium for the browser tests (${isDebianRoot ? 'apt' : 'Playwright'}) …`)
  if (isDebianRoot) {
    await aptInstall(['chromium'])
  } else {
    await Bun.$`${process.execPath} x playwright-core install chromium`.cwd(join(root, 'apps/server')).quiet()
  }
  const installed = await find()
  if (installed === undefined) throw new Error('no Chromium was found after its installation; set LANDALE_CHROMIUM to one')
  return installed
}
