import { describe, expect, test } from 'bun:test'
import { CreditsState, type Event } from '@landale/protocol'
import { makeEvent as event, startedAt, viewer } from '../event-maker.fixture.ts'
import { creditsOf, noCredits, reduceCredits } from './credits.ts'
import { EmoteUse, noEmotes, reduceEmotes } from './emotes.ts'
import { BroadcastState, noBroadcast, reduceBroadcast } from './tally.ts'

const by = (id: string) => ({ actor: `twitch:${id}` })
const follow = (id: string) => event('channel.followed', { payload: { user: viewer(id) }, ...by(id) })
const cheer = (id: string, bits: number) =>
  event('channel.cheered', { payload: { user: viewer(id), bits, message: '' }, ...by(id) })
const ban = (id: string) => event('chat.user.cleared', { payload: { user: viewer(id) }, actor: 'twitch:1337' })
const say = (id: string, emotes: readonly string[] = [], message_id = `m${id}`) =>
  event('chat.message.sent', {
    payload: {
      message_id,
      user: viewer(id),
      text: 'x',
      fragments: emotes.map((name) => ({ kind: 'emote', text: name, emote_id: name })),
    },
    ...by(id),
  })
const started = event('broadcast.started', { payload: { title: 'One more run' } })

describe('what happened since the broadcast began', () => {
  const after = (...events: Event[]) => BroadcastState.parse(events.reduce(reduceBroadcast, noBroadcast))

  test('is counted of what is live, and anew with each broadcast', () => {
    const gift = event('channel.subscription.gifted', { payload: { user: null, tier: '1000', total: 7 } })
    expect(
      after(follow('1'), cheer('2', 50), gift, event('channel.raided'), event('channel.followed', { origin: 'test' })).tally,
    ).toEqual({
      follows: 1,
      subs: 7,
      bits: 50,
      raids: 1,
    })
    expect(after(follow('1'), event('broadcast.started', { payload: {} }))).toMatchObject({
      started_at: startedAt,
      tally: { follows: 0 },
    })
    expect(after(started, event('broadcast.stopped')).started_at).toBeNull()
  })

  test('names who came last, each once, ten at the most, and nobody who was banned', () => {
    const many = Array.from({ length: 14 }, (_, n) => follow(String(n)))
    const names = after(...many, follow('13'), ban('12')).followers.map(({ name }) => name)
    expect(names).toEqual(['13', '11', '10', '9', '8', '7', '6', '5', '4'].map((id) => `Viewer ${id}`))
  })
})

describe('the emotes of chat', () => {
  const after = (...events: Event[]) => EmoteUse.parse(events.reduce(reduceEmotes, noEmotes))

  test('fall message by message, thirty at the most, and not those that a moderator took back', () => {
    const many = Array.from({ length: 40 }, (_, n) => say(String(n), ['LUL']))
    expect(after(...many).drops).toHaveLength(30)
    expect(after(say('1', ['LUL']), say('2', ['Kappa']), ban('1')).drops.map(({ actor }) => actor)).toEqual(['twitch:2'])
    expect(after(say('1'))).toEqual(noEmotes)
  })

  test('are counted, the most used first, and two hundred at the most', () => {
    expect(after(say('1', ['a', 'b', 'b']), say('2', ['b', 'a', 'a'])).counts).toEqual([
      { id: 'b', name: 'b', count: 3 },
      { id: 'a', name: 'a', count: 3 },
    ])
    const many = Array.from({ length: 260 }, (_, n) => say(String(n), [`e${n}`, 'always']))
    const { counts } = after(...many)
    expect([counts.length, counts[0]?.id, counts.some(({ id }) => id === 'e259')]).toEqual([200, 'always', true])
  })
})

describe('the credits', () => {
  const after = (...events: Event[]) => CreditsState.parse(creditsOf(events.reduce(reduceCredits, noCredits)))

  test('are of the broadcast that is on, and stand still after it', () => {
    const rolled = after(
      follow('0'),
      started,
      follow('1'),
      cheer('2', 50),
      cheer('3', 70),
      cheer('2', 30),
      say('1'),
      say('1'),
      event('broadcast.stopped', { atMs: 9 }),
      follow('4'),
    )
    expect(rolled).toMatchObject({
      title: 'One more run',
      started_at: startedAt,
      ended_at: startedAt + 9,
      followers: ['Viewer 1'],
      cheerers: [
        { name: 'Viewer 2', amount: 80 },
        { name: 'Viewer 3', amount: 70 },
      ],
      chatters: [{ name: 'Viewer 1', amount: 2 }],
      counts: { follows: 1, bits: 150, messages: 2, chatters: 1, subs: 0, raids: 0 },
    })
    expect(
      after(started, follow('1'), event('broadcast.stopped'), event('broadcast.started', { payload: {} })).followers,
    ).toEqual([])
  })

  test('keep lists of a bound, lose whoever did least first, and name nobody who was banned', () => {
    const chatters = Array.from({ length: 1_005 }, (_, n) => say(String(n)))
    const rolled = after(started, say('0'), ...chatters, follow('7'), ban('7'))
    expect([rolled.counts.messages, rolled.counts.chatters, rolled.chatters.length]).toEqual([1_006, 999, 40])
    expect(rolled.chatters[0]).toEqual({ name: 'Viewer 0', amount: 2 })
    expect(rolled.followers).toEqual([])
  })

  test('count an anonymous gift without a name', () => {
    const gift = event('channel.subscription.gifted', { payload: { user: null, tier: '1000', total: 5 } })
    expect(after(started, gift)).toMatchObject({ gifters: [], counts: { subs: 5 } })
  })
})
