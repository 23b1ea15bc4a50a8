// What an overlay's address asks for, as a browser sees it; and the page that makes those addresses.
import { expect, test } from 'bun:test'
import { openBrowser } from '@landale/testing/browser'
import { keys, serverProcess } from './fixture.ts'

const limitMs = 60_000
const property = (name: string) => `getComputedStyle(document.documentElement).getPropertyValue('${name}').trim()`

test(
  'a theme is there before the page is, and one that is nowhere leaves the look of the default, and is said',
  async () => {
    await using server = await serverProcess()
    await using chromium = await openBrowser()
    const { page } = await chromium.open('about:blank')
    const said: string[] = []
    page.on('console', (message) => message.type() === 'warning' && said.push(message.text()))
    const open = async (theme: string) => {
      await page.goto(`${server.url}/overlay/alerts?key=${keys.overlay}${theme}`)
      await page.waitForSelector('#root[data-connected="true"]')
      return [await page.evaluate(property('--surface')), await page.evaluate(property('--time-enter-room'))]
    }
    const iron = await open('')
    const gazette = await open('&theme=gazette')
    expect(gazette[0]).not.toBe(iron[0])
    expect(gazette[1]).not.toBe(iron[1])
    expect(said).toEqual([])
    expect(await open('&theme=nowhere')).toEqual(iron)
    expect(said).toEqual(['overlay:alerts: there is no theme "nowhere", so the page has the look of "iron"'])
  },
  limitMs,
)

test(
  'the list of the overlays shows each, and copies the address of what was chosen, key and all',
  async () => {
    await using server = await serverProcess()
    await using chromium = await openBrowser()
    const { page, faults } = await chromium.open(`${server.url}/overlay/?key=${keys.overlay}`)
    const chat = page.locator('#chat')
    await chat.locator('label', { hasText: 'right' }).click()
    // By the keyboard alone: the limit is the first of the options.
    await chat.locator('input[type=range]').first().focus()
    await page.keyboard.press('ArrowLeft')
    await page.locator('label', { hasText: 'gazette' }).click()
    await chat.locator('.copy').focus()
    await page.keyboard.press('Enter')
    await page.waitForFunction(`document.querySelector('#chat .copy')?.textContent === 'Copied'`)
    const copied = await page.evaluate<string>('navigator.clipboard.readText()')
    expect(copied).toBe(`${server.url}/overlay/chat?key=${keys.overlay}&limit=11&position=right&theme=gazette`)
    expect(await chat.locator('code').textContent()).not.toContain(keys.overlay)

    await chat.scrollIntoViewIfNeeded()
    const frame = page.frameLocator('#chat iframe')
    await frame.locator('.chat[data-position="right"] .line').first().waitFor()
    expect(faults).toEqual([])
  },
  limitMs,
)
