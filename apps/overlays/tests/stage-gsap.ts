import type { OpenPage } from '@landale/testing/browser'

type Gsap = typeof import('gsap').gsap

declare global {
  interface Window {
    gsap?: Gsap
  }
}

/** Lets a page's GSAP be looked at from outside: the very one that moves it, by the module it came in. No page knows of it. */
export async function reachGsap(page: OpenPage['page']): Promise<void> {
  await page.evaluate(async () => {
    const isGsap = (value: unknown): value is Gsap => typeof value === 'object' && value !== null && 'globalTimeline' in value
    const loaded = performance.getEntriesByType('resource').filter(({ name }) => new URL(name).pathname.endsWith('.js'))
    for (const { name } of loaded) {
      const exported: unknown[] = Object.values(await import(name))
      const found = exported.find(isGsap)
      if (found !== undefined) window.gsap = found
    }
    if (window.gsap === undefined) throw new Error('no module of the page has GSAP')
  })
}

/** Until nothing moves: what is measured then is where it stands. */
export async function atRest(page: OpenPage['page']): Promise<void> {
  await reachGsap(page)
  await page.waitForFunction(() => window.gsap?.globalTimeline.getChildren(false).length === 0)
}
