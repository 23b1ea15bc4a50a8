import { expect, test } from 'bun:test'
import { decide, edit, faultsOf, hear, openForm, payloadOf, settle, shownOf } from './channel-form.ts'

const known = {
  title: 'Attempt 1',
  category: { id: '490100', name: 'Pokémon FireRed/LeafGreen' },
  language: 'en',
  tags: ['English', 'IronMON'],
}
const art = { id: '509660', name: 'Art' }
const opened = openForm(known)

test('only what was changed is sent, and what is as it was again is no change', () => {
  const changed = edit(edit(opened, { title: ' Attempt 2 ' }), { category: art })
  expect(payloadOf(changed)).toEqual({ title: 'Attempt 2', category_id: '509660' })
  expect(payloadOf(edit(changed, { title: known.title }))).toEqual({ category_id: '509660' })
})

test('the command’s own schema says what cannot be sent', () => {
  expect([...faultsOf(edit(opened, { title: '' }))]).toEqual(['title'])
  expect([...faultsOf(edit(opened, { title: 'x'.repeat(141), tags: ['two words'] }))]).toEqual(['title', 'tags'])
  expect([...faultsOf(edit(opened, { tags: Array.from({ length: 11 }, (_, index) => `tag${index}`) }))]).toEqual(['tags'])
  expect([...faultsOf(edit(opened, { title: 'x'.repeat(140), tags: ['日本語', 'Ünder25'] }))]).toEqual([])
})

test('a field that nobody touched goes on with Twitch, and says what it was', () => {
  const heard = hear(opened, { title: 'By a bot', category: known.category })
  expect(shownOf(heard).title).toBe('By a bot')
  expect(heard.followed).toEqual({ title: 'Attempt 1' })
  expect(heard.disputed.size).toBe(0)
  expect(edit(heard, { title: 'Mine after all' }).followed).toEqual({})
})

test('a field that is being changed is not overwritten: one of two has to be said', () => {
  const typing = edit(opened, { title: 'Mine' })
  const heard = hear(typing, { title: 'By a bot' })
  expect(shownOf(heard).title).toBe('Mine')
  expect([...heard.disputed]).toEqual(['title'])
  expect(payloadOf(decide(heard, 'title', 'mine'))).toEqual({ title: 'Mine' })
  const theirs = decide(heard, 'title', 'theirs')
  expect([shownOf(theirs).title, payloadOf(theirs)]).toEqual(['By a bot', {}])
})

test('where both mean the same there is nothing to say', () => {
  const heard = hear(edit(opened, { category: art }), { category: { id: art.id, name: 'Art & more' } })
  expect([heard.disputed.size, payloadOf(heard)]).toEqual([0, {}])
})

test('what was sent is Twitch’s own now, and what was typed meanwhile stays', () => {
  const typing = edit(edit(opened, { title: 'Attempt 2' }), { tags: ['Kaizo'] })
  const settled = settle(typing, { title: 'Attempt 2' })
  expect(payloadOf(settled)).toEqual({ tags: ['Kaizo'] })
  // Its own echo changes nothing more.
  expect(hear(settled, { title: 'Attempt 2' })).toBe(settled)
})
