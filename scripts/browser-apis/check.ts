import { newerThan } from './features.ts'
import { newerInScript, ownMembers, parseScript } from './javascript.ts'
import { newerInStyles } from './styles.ts'

/** OBS 31 and 32 embed it. */
export const obsChromium = 127

export type Finding = { file: string; name: string; since: number }

/** What may be used all the same in files whose path has this in it. */
export type Exception = { file: string; name: string; why: string }

const isScript = /\.(?:m?js|tsx?)$/

/** The features newer than OBS's browser that files use, each once a file. */
export function findNewer(files: readonly { path: string; text: string }[], exceptions: readonly Exception[] = []): Finding[] {
  const newer = newerThan(obsChromium)
  const isAllowed = (path: string, used: string) => exceptions.some(({ file, name }) => name === used && path.includes(file))
  const scripts = files.filter(({ path }) => isScript.test(path)).map(({ path, text }) => parseScript(path, text))
  const own = ownMembers(scripts)
  const found = [
    ...scripts.map((script) => ({ path: script.path, features: newerInScript(script, newer, own) })),
    ...files
      .filter(({ path }) => path.endsWith('.css'))
      .map(({ path, text }) => ({ path, features: newerInStyles(text, newer) })),
  ]
  return found.flatMap(({ path, features }) => {
    const once = new Map(features.map((feature) => [feature.name, feature.since]))
    return [...once].flatMap(([name, since]) => (isAllowed(path, name) ? [] : [{ file: path, name, since }]))
  })
}
