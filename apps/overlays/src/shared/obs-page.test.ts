import { expect, test } from 'bun:test'
import { obsPage } from './obs-page.ts'

const at = (href: string) => ({ href }) as Location

test('a page in OBS says its version, and the source that its address names', () => {
  const obsstudio = { pluginVersion: '2.24.5' }
  expect(obsPage({ obsstudio, location: at('http://localhost/overlay/alerts?key=k&source=Alerts%20left') })).toEqual({
    obs: '2.24.5',
    source: 'Alerts left',
  })
  expect(obsPage({ obsstudio, location: at('http://localhost/overlay/alerts?key=k') })).toEqual({ obs: '2.24.5' })
})

test('a page outside OBS says neither', () => {
  expect(obsPage({ location: at('http://localhost/overlay/alerts?source=Alerts') })).toEqual({})
})
