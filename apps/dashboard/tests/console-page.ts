import type { OpenPage, TestBrowser } from '@landale/testing/browser'
import type { Locator, Page } from 'playwright-core'
import { keys, type Server } from './fixture.ts'

/** The dashboard, opened as the streamer opens it, and connected. */
export async function openConsole(browser: TestBrowser, server: Server): Promise<OpenPage> {
  const opened = await browser.open(`${server.url}/?key=${keys.control}`)
  await connected(opened.page)
  return opened
}

export async function connected(page: Page): Promise<void> {
  await page.locator('.console[data-connected="true"]').waitFor()
}

/** The feed's rows that hold a text. */
export function row(page: Page, text: string): Locator {
  return page.locator('.row', { hasText: text })
}
