import { expect, test } from 'bun:test'
import { fetchOverlayAddresses, withoutKey } from './overlay-addresses.ts'

const answer = (body: unknown, status = 200) => fetchOverlayAddresses('key', async () => Response.json(body, { status }))
const alerts = { name: 'alerts', url: 'http://127.0.0.1:7175/overlay/alerts?key=overlay-key' }

test('addresses are asked for with the control key', async () => {
  let asked: RequestInit | undefined
  const fetch = async (_url: string, init: RequestInit) => {
    asked = init
    return Response.json({ overlays: [alerts] })
  }
  expect(await fetchOverlayAddresses('control-key', fetch)).toEqual({ kind: 'addresses', overlays: [alerts] })
  expect(new Headers(asked?.headers).get('authorization')).toBe('Bearer control-key')
})

test.each([401, 403])('%p is a refusal', async (status) => {
  expect(await answer({ error: 'unauthorized', message: 'no' }, status)).toEqual({ kind: 'refused' })
})

test.each([[{}], [{ overlays: [{ name: 'alerts' }] }], [{ overlays: [{ name: 'a', url: 'no address' }] }], [null]])(
  'another shape, %j, is a failure',
  async (body) => {
    expect(await answer(body)).toEqual({ kind: 'failed' })
  },
)

test('so is a server that is away', async () => {
  expect(await fetchOverlayAddresses('key', () => Promise.reject(new TypeError('failed')))).toEqual({ kind: 'failed' })
})

test('an address is shown without its key', () => {
  expect(withoutKey(alerts.url)).toBe('http://127.0.0.1:7175/overlay/alerts')
})
