import { expect, test } from 'bun:test'
import { pinWith } from './optimistic.ts'

const pin = (show: string) => ({ key: show, command: 'show.pin', payload: { show } })
const unpin = { key: 'unpin', command: 'show.unpin', payload: {} }

test('a pin shows at once, and so does its end', () => {
  const show = { id: 'variety', title: 'Variety', is_pinned: false }
  expect(pinWith(show, [])).toBeUndefined()
  expect(pinWith(show, [pin('coding')])).toBe('coding')
  expect(pinWith({ ...show, is_pinned: true }, [])).toBe('variety')
  expect(pinWith({ ...show, is_pinned: true }, [unpin])).toBeUndefined()
})
