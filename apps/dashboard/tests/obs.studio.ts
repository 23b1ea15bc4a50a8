// The OBS panel on the real OBS Studio: what the tests' own OBS cannot answer.
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { openBrowser } from '@landale/testing/browser'
import { obsStudio } from '@landale/testing/obs-studio'
import type { Locator, Page } from 'playwright-core'
import { openConsole } from './console-page.ts'
import { startServer } from './fixture.ts'
import { isState, said, scene } from './obs-page.ts'

setDefaultTimeout(60_000)

const held = new AsyncDisposableStack()
let page: Page
let panel: Locator
let faults: string[]
beforeAll(async () => {
  const studio = held.use(await obsStudio())
  const server = held.use(await startServer({ OBS_URL: studio.url, OBS_PASSWORD: studio.password }))
  const chromium = held.use(await openBrowser())
  const opened = await openConsole(chromium, server)
  page = opened.page
  faults = opened.faults
  panel = page.getByRole('region', { name: 'OBS' })
  await scene(panel, 'Scene').waitFor()
})
afterAll(() => held.disposeAsync())

test('a scene has its picture', async () => {
  const picture = scene(panel, 'Scene').locator('img')
  await picture.waitFor()
  expect(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(240)
})

test('in studio mode the preview comes on air by the transition that is chosen', async () => {
  await panel.getByRole('button', { name: 'Studio mode' }).click()
  await page.getByLabel('Transition', { exact: true }).selectOption('Cut')
  await page.getByLabel('Duration in ms').fill('300')
  await panel.getByRole('button', { name: 'Go on air' }).click()
  await page.locator('.row .type').getByText('transition.changed', { exact: true }).waitFor()
  expect(await page.getByLabel('Transition', { exact: true }).inputValue()).toBe('Cut')
  await panel.getByRole('button', { name: 'Studio mode' }).click()
  await panel.getByRole('button', { name: 'Go on air' }).waitFor({ state: 'detached' })
})

test('what OBS has not says so', async () => {
  // There is no kernel module for a virtual camera here.
  await panel.locator('[data-output="camera"]').getByText('not set up in OBS').waitFor()
  expect(await panel.locator('[data-output="camera"]').getByRole('button').count()).toBe(0)
})

test('a recording is paused, goes on, and ends by holding', async () => {
  await panel.getByRole('button', { name: 'Start: Recording' }).click()
  await isState(panel, 'record', 'on')
  await panel.getByRole('button', { name: 'Pause: Recording' }).click()
  await isState(panel, 'record', 'paused')
  await panel.getByRole('button', { name: 'Resume: Recording' }).click()
  await isState(panel, 'record', 'on')
  await panel.getByRole('button', { name: 'Hold to stop: Recording' }).focus()
  await page.keyboard.down('Enter')
  await isState(panel, 'record', 'off')
  await page.keyboard.up('Enter')
  await said(panel, 'The recording has ended.')
  expect(faults).toEqual([])
})
