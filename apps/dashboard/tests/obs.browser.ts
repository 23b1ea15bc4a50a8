// OBS from the dashboard: the real server, and an OBS of the tests' own that speaks obs-websocket.
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { openBrowser, type TestBrowser } from '@landale/testing/browser'
import { openConsole } from './console-page.ts'
import { startServer } from './fixture.ts'
import { input, isState, obsHere, output, said, scene, until } from './obs-page.ts'
import { check, sizes } from './page-check.ts'

setDefaultTimeout(40_000)

const shots = resolve(import.meta.dir, '../../../docs/design/dashboard')
let chromium: TestBrowser
beforeAll(async () => {
  mkdirSync(shots, { recursive: true })
  chromium = await openBrowser()
})
afterAll(() => chromium[Symbol.asyncDispose]())

test('a press puts a scene on program, and what OBS does by itself is shown', async () => {
  await using here = await obsHere(chromium)
  const { panel, obs } = here
  await scene(panel, 'Starting soon').and(panel.locator('[data-place="program"]')).waitFor()
  await scene(panel, 'Gameplay').click()
  await scene(panel, 'Gameplay').and(panel.locator('[data-place="program"]')).waitFor()
  expect(obs.requests('SetCurrentProgramScene')).toEqual([{ sceneName: 'Gameplay' }])
  obs.studio.program = 'Starting soon'
  obs.emit('CurrentProgramSceneChanged', { sceneName: 'Starting soon' })
  await scene(panel, 'Starting soon').and(panel.locator('[data-place="program"]')).waitFor()
  expect(await scene(panel, 'Gameplay').getAttribute('aria-pressed')).toBe('false')
  expect(here.faults).toEqual([])
})

test('in studio mode a press is for the preview, and the transition for what is on it', async () => {
  await using here = await obsHere(chromium)
  const { panel, obs, page } = here
  await scene(panel, 'Gameplay').waitFor()
  obs.studio.isStudioMode = true
  obs.emit('StudioModeStateChanged', { studioModeEnabled: true })
  await scene(panel, 'Gameplay').and(panel.locator('[data-place="preview"]')).waitFor()
  await scene(panel, 'Starting soon').click()
  await page.getByLabel('Duration in ms').fill('20')
  await panel.getByText('From 50 to 20000 ms.').waitFor()
  expect(await panel.getByRole('button', { name: 'Go on air' }).isDisabled()).toBe(true)
  await page.getByLabel('Duration in ms').fill('700')
  await page.getByLabel('Transition', { exact: true }).selectOption('Cut')
  await panel.getByRole('button', { name: 'Go on air' }).click()
  await said(panel, 'Refused: OBS refuses it: Your request type is not valid.')
  expect(obs.requests('SetCurrentPreviewScene')).toEqual([{ sceneName: 'Starting soon' }])
  expect(obs.requests('SetCurrentProgramScene')).toEqual([])
  expect(obs.requests('SetCurrentSceneTransition')).toEqual([{ transitionName: 'Cut' }])
})

test('a stream is stopped by holding the button for a second, by pointer or key, and by nothing shorter', async () => {
  await using here = await obsHere(chromium)
  const { panel, obs, page } = here
  const start = panel.getByRole('button', { name: 'Start: Stream' })
  const stop = panel.getByRole('button', { name: 'Hold to stop: Stream' })
  await start.click()
  await isState(panel, 'stream', 'on')
  await said(panel, 'OBS is starting the stream.')
  await stop.click()
  await said(panel, 'Hold the button for a whole second to stop.')
  await stop.focus()
  await page.keyboard.press('Enter')
  await stop.dispatchEvent('click')
  await stop.hover()
  await page.mouse.down()
  await stop.and(panel.locator('[data-held="true"]')).waitFor()
  await panel.getByRole('heading', { name: 'OBS' }).hover()
  await stop.and(panel.locator('[data-held="false"]')).waitFor()
  await page.mouse.up()
  expect(obs.requests('StopStream')).toEqual([])

  const heldAt = performance.now()
  await stop.hover()
  await page.mouse.down()
  await isState(panel, 'stream', 'off')
  expect(performance.now() - heldAt).toBeGreaterThan(1_000)
  await page.mouse.up()
  await said(panel, 'OBS is stopping the stream.')

  await start.focus()
  await page.keyboard.press('Enter')
  await isState(panel, 'stream', 'on')
  // The focus has stayed at its place: what stops it now stands there.
  expect(await stop.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.keyboard.down('Space')
  await isState(panel, 'stream', 'off')
  await page.keyboard.up('Space')
  expect(await start.evaluate((button) => button === document.activeElement)).toBe(true)
  expect(obs.requests('StopStream')).toHaveLength(2)
  expect(obs.requests('StartStream')).toHaveLength(2)
  expect(here.faults).toEqual([])
})

test('mute and level go both ways, and a moving hand is sent where it rests', async () => {
  await using here = await obsHere(chromium)
  const { panel, obs, page } = here
  const microphone = input(panel, 'Microphone')
  const sound = obs.studio.inputs.get('Microphone')?.sound
  const fader = microphone.getByRole('slider', { name: 'Level of Microphone' })
  await microphone.getByText('0.0 dB').waitFor()
  await microphone.getByRole('button', { name: 'Mute Microphone' }).click()
  await panel.locator('[data-input="Microphone"][data-muted="true"]').waitFor()
  await fader.focus()
  for (const key of ['ArrowDown', 'PageDown', 'ArrowUp']) await page.keyboard.press(key)
  await microphone.getByText('−6.0 dB').waitFor()
  await fader.fill('500')
  await microphone.getByText('−18.1 dB').waitFor()
  await until(page, () => obs.requests('SetInputVolume').length >= 1 && sound?.volumeDb === -18.1)
  expect(obs.requests('SetInputVolume').length).toBeLessThanOrEqual(2)
  expect(sound?.muted).toBe(true)

  obs.emit('InputVolumeChanged', { inputName: 'Microphone', inputVolumeDb: -30.04, inputVolumeMul: 0.03 })
  await microphone.getByText('−30.0 dB').waitFor()
  expect(await fader.inputValue()).toBe('316')
  obs.emit('InputMuteStateChanged', { inputName: 'Microphone', inputMuted: false })
  await panel.locator('[data-input="Microphone"][data-muted="false"]').waitFor()
  expect(here.faults).toEqual([])
})

test('a recording begins, is paused, and ends by holding; what OBS refuses is said in place', async () => {
  await using here = await obsHere(chromium)
  const { panel, obs, page } = here
  await panel.getByRole('button', { name: 'Start: Recording' }).click()
  await isState(panel, 'record', 'on')
  await panel.getByRole('button', { name: 'Pause: Recording' }).click()
  await said(panel, 'Refused: OBS refuses it: Your request type is not valid.')
  obs.emit('RecordStateChanged', { outputActive: true, outputState: 'OBS_WEBSOCKET_OUTPUT_PAUSED' })
  await isState(panel, 'record', 'paused')
  await panel.getByRole('button', { name: 'Resume: Recording' }).waitFor()
  const stop = panel.getByRole('button', { name: 'Hold to stop: Recording' })
  await stop.click()
  expect(obs.requests('StopRecord')).toEqual([])
  await stop.hover()
  await page.mouse.down()
  await isState(panel, 'record', 'off')
  await page.mouse.up()
  await said(panel, 'The recording has ended.')
  await panel.getByRole('button', { name: 'Start: Replay buffer' }).click()
  await until(page, () => obs.requests('StartReplayBuffer').length === 1)
  obs.emit('ReplayBufferStateChanged', { outputActive: true, outputState: 'OBS_WEBSOCKET_OUTPUT_STARTED' })
  await isState(panel, 'replay', 'on')
  obs.emit('ReplayBufferSaved', { savedReplayPath: '/videos/Replay 1.mkv' })
  await output(panel, 'replay').getByText('Last replay: /videos/Replay 1.mkv').waitFor()
  expect(here.faults).toEqual([])
})

test('pictures of the scenes are asked for while the panel is on the screen, one at a time, and not otherwise', async () => {
  await using here = await obsHere(chromium)
  const { panel, obs, page } = here
  const asked = () => obs.requests('GetSourceScreenshot').map(({ sourceName }) => sourceName)
  await scene(panel, 'Gameplay').waitFor()
  await until(page, () => asked().length >= 2)
  expect(asked().sort()).toEqual(['Gameplay', 'Starting soon'])
  // A scene that comes is asked for, and those that were are not again.
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('navigation', { name: 'Show' }).getByRole('button', { name: 'Feed' }).click()
  await panel.waitFor({ state: 'hidden' })
  obs.studio.scenes.set('Ending', [])
  const names = [...obs.studio.scenes.keys()].reverse()
  obs.emit('SceneListChanged', { scenes: names.map((sceneName, sceneIndex) => ({ sceneName, sceneIndex })) })
  await page.locator('.row .type').getByText('scene.list.changed', { exact: true }).waitFor()
  expect(asked()).toHaveLength(2)
  await page.getByRole('navigation', { name: 'Show' }).getByRole('button', { name: 'OBS' }).click()
  await until(page, () => asked().length >= 3)
  expect(asked()[2]).toBe('Ending')
})

test('without OBS the panel says why, and what to do', async () => {
  await using off = await startServer()
  const { page } = await openConsole(chromium, off)
  await page.getByRole('region', { name: 'OBS' }).getByText('OBS_URL is none').waitFor()
  await page.context().close()

  await using here = await obsHere(chromium)
  await scene(here.panel, 'Gameplay').waitFor()
  here.obs.away(true)
  here.obs.drop()
  await here.panel.getByText('turn on “Enable WebSocket server”').waitFor()
  expect(await here.panel.getByRole('button').count()).toBe(0)
  here.obs.away(false)
  await scene(here.panel, 'Gameplay').waitFor()
  await scene(here.panel, 'Gameplay').click()
  await scene(here.panel, 'Gameplay').and(here.panel.locator('[data-place="program"]')).waitFor()
})

const cases = (['dark', 'light'] as const).flatMap((colorScheme) => sizes.map((size) => ({ ...size, colorScheme })))
test('everybody can use it, on every screen and in both themes', async () => {
  await using here = await obsHere(chromium)
  const { panel, obs, page } = here
  await panel.getByRole('button', { name: 'Start: Stream' }).click()
  await panel.getByRole('button', { name: 'Start: Recording' }).click()
  await isState(panel, 'record', 'on')
  obs.studio.isStudioMode = true
  obs.emit('StudioModeStateChanged', { studioModeEnabled: true })
  await panel.getByRole('button', { name: 'Go on air' }).waitFor()
  for (const { colorScheme, ...size } of cases) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize(size)
    const views = page.getByRole('navigation', { name: 'Show' })
    if (await views.isVisible()) await views.getByRole('button', { name: 'OBS' }).click()
    await scene(panel, 'Gameplay').scrollIntoViewIfNeeded()
    // LANDALE_SHOTS=1 writes the pictures that are committed, anew.
    const path = `${shots}/obs-${size.width}x${size.height}-${colorScheme}.png`
    await page.screenshot(process.env.LANDALE_SHOTS ? { path } : {})
    await check(page)
  }
  expect(here.faults).toEqual([])
})
