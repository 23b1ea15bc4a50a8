import { join } from 'node:path'
import { themeName } from '@landale/protocol'

/** More is no list of properties. */
export const longestThemeBytes = 65_536

/**
 * The style sheet of a theme, from the first of the folders that has it: the built-in ones go before the streamer's. Undefined for
 * what is no name of a theme, what is not there, cannot be read, or is too long. Read anew each time, since it is edited on air.
 */
export async function readTheme(name: string, folders: readonly string[]): Promise<string | undefined> {
  if (!themeName.test(name)) return undefined
  for (const folder of folders) {
    const file = Bun.file(join(folder, `${name}.css`))
    if (!(await file.exists())) continue
    if (file.size > longestThemeBytes) return undefined
    return await file.text().catch(() => undefined)
  }
  return undefined
}
