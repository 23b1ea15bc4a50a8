import { expect, test } from 'bun:test'
import { fakeClock } from '@landale/testing/fake-clock'
import { criticalTypes, otherTypes } from '@/ingest/twitch/event-sub/subscriptions.ts'
import { api, serverHere } from './fixture.ts'
import { listening, twitchEnvironment, twitchHere, until } from './twitch.ts'

const everyType = [...criticalTypes, ...otherTypes].map(({ type }) => type)

test('a streamer signs in by a code, and what happens on Twitch is in the log', async () => {
  await using twitch = await twitchHere()
  await using server = await serverHere({ environment: twitchEnvironment(twitch) })
  const ready = async () => {
    const { parts } = (await (await fetch(`${server.healthUrl}/ready`)).json()) as {
      parts: { name: string; state: string; reason?: string }[]
    }
    return parts.find(({ name }) => name === 'twitch')
  }
  expect(await ready()).toMatchObject({ state: 'off', reason: expect.stringContaining('sign in') })

  const begun = await api(server, 'control', '/v1/commands/twitch.sign_in', {})
  expect(begun).toMatchObject({ status: 200, body: { user_code: twitch.issued.userCodes[0] } })
  twitch.approve()
  await until('it is connected', async () => (await ready())?.state === 'ok')
  expect(twitch.subscriptions.map(({ type }) => type).toSorted()).toEqual(everyType.toSorted())
  twitch.notify('channel.follow', {
    user_id: '9',
    user_login: 'mossy',
    user_name: 'Mossy',
    broadcaster_user_id: '1337',
    followed_at: '2026-01-01T00:00:00Z',
  })
  await until('it is in the log', async () => {
    const { body } = await api(server, 'control', '/v1/events?type=channel.followed')
    return (body.events as unknown[]).length === 1
  })
}, 20_000)

test('time alone costs nothing', async () => {
  const clock = fakeClock()
  await using twitch = await twitchHere({ clock })
  await using here = await listening(twitch, { clock })
  await until('it is subscribed', () => here.status().state === 'ok')
  await clock.advance(60 * 60_000)
  expect(here.status().state).toBe('ok')
})
