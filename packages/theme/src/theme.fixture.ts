// A theme's file as the tests read it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { themeNames } from './index.ts'

type ThemeName = (typeof themeNames)[number]

const propertiesOf = (name: ThemeName) =>
  new Map(
    [...readFileSync(join(import.meta.dir, `${name}.css`), 'utf8').matchAll(/^ {2}(--[a-z-]+): ([^;]+);/gm)].map(
      ([, property = '', value = '']) => [property, value],
    ),
  )

/** Every property as a page has it: iron's, and the theme's own over them. */
export function themeOf(name: ThemeName): ReadonlyMap<string, string> {
  return new Map([...propertiesOf('iron'), ...propertiesOf(name)])
}
