import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ShowsConfig } from '@landale/protocol'

/** As text, for whoever has no file of their own yet: `config/shows.jsonc` begins as this. */
export const defaultShowsText = readFileSync(join(import.meta.dir, 'default-shows.jsonc'), 'utf8')

/** What is on where nobody has said otherwise. */
export const defaultShows: ShowsConfig = ShowsConfig.parse(Bun.JSONC.parse(defaultShowsText))
