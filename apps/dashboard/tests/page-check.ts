import { expect } from 'bun:test'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The screens that the dashboard is made for: a whole one, a strip under the game, half of one, a phone. */
export const sizes = [
  { width: 1_920, height: 1_080 },
  { width: 1_920, height: 400 },
  { width: 1_024, height: 768 },
  { width: 390, height: 844 },
] as const

/** Nothing axe-core can find, and nothing wider than the screen. */
export async function check(page: Page): Promise<void> {
  await page.evaluate(axeSource)
  const { passes, violations } = (await page.evaluate(`axe.run().then(({ passes, violations }) => ({
    passes: passes.length,
    violations: violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => html + failureSummary) })),
  }))`)) as { passes: number; violations: unknown[] }
  expect(violations).toEqual([])
  expect(passes).toBeGreaterThan(10)
  expect(await tooWide(page)).toEqual([])
}

/** The header's readouts may be cut short, the rest may not. */
export function tooWide(page: Page): Promise<string[]> {
  const parts =
    '.console, .main, .events, .side, .live, .panel, .row, .line, .waiting-cue, .playing-cue, .tally, .takeover-strip, .header, .feed-bar, .details, .account, .gap, legend'
  return page.evaluate(
    (selector) =>
      [document.documentElement, ...document.querySelectorAll(selector)]
        .filter((part) => part.scrollWidth > part.clientWidth || part.getBoundingClientRect().right > innerWidth)
        .map(({ tagName, className, scrollWidth, clientWidth }) => `${tagName}.${className}: ${scrollWidth} in ${clientWidth}`),
    parts,
  )
}
