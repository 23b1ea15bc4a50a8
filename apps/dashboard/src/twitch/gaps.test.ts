import { expect, test } from 'bun:test'
import type { TwitchState } from '@landale/protocol'
import { subscribedTo } from './gaps.ts'

type Subscription = TwitchState['subscriptions'][number]
const one = (type: string, state: Subscription['state'], reason: string | null = null): Subscription => ({ type, state, reason })
const twitch = (subscriptions: Subscription[]): TwitchState => ({
  account: { id: '1', login: 'me', name: 'Me' },
  sign_in: null,
  scopes: [],
  missing_scopes: [{ scope: 'bits:read', types: ['channel.cheer'] }],
  subscriptions,
})

test('those of one reason stand together, and what a missing scope or a start explains is left out', () => {
  const subscribed = subscribedTo(
    twitch([
      one('channel.follow', 'enabled'),
      one('channel.update', 'pending'),
      one('channel.cheer', 'missing_scope', 'needs bits:read'),
      one('channel.raid', 'failed', 'Twitch answers 503'),
      one('channel.vip.add', 'failed', 'Twitch answers 503'),
      one('user.update', 'revoked', 'Twitch says user_removed'),
      one('channel.chat.message', 'missing_scope', 'Twitch refuses it'),
    ]),
  )
  expect(subscribed).toEqual({
    enabled: 1,
    all: 7,
    gaps: [
      { name: 'Twitch answers 503', types: ['channel.raid', 'channel.vip.add'] },
      { name: 'Twitch says user_removed', types: ['user.update'] },
      { name: 'Twitch refuses it', types: ['channel.chat.message'] },
    ],
  })
})
