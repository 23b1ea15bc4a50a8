import { describe, expect, test } from 'bun:test'
import { matchesWords, searchText, wordsOf } from './words.ts'

const finds = (text: string, query: string) => matchesWords(wordsOf(text), wordsOf(query))

describe('the words of a text', () => {
  test('are its letters and digits in lower case, each once', () => {
    expect(wordsOf('One more RUN, one more 1,482!')).toEqual(['one', 'more', 'run', '1', '482'])
    expect(wordsOf('— … !? 🔥🔥 \n\t')).toEqual([])
    expect(wordsOf('')).toEqual([])
  })

  test('are parted by underscores, so that either half of a name is found', () => {
    expect(wordsOf('mossy_kettle')).toEqual(['mossy', 'kettle'])
  })

  test('are folded by NFKC: full width, ligatures, and marks on their own or not', () => {
    expect(wordsOf('ＦＵＬＬ ﬁne ①')).toEqual(['full', 'fine', '1'])
    expect(wordsOf('cafe\u0301')).toEqual(wordsOf('CAFÉ'))
    expect(wordsOf('İstanbul')).toEqual(['i\u0307stanbul'])
    expect(wordsOf('Straße Θάνος Василиса')).toEqual(['straße', expect.stringMatching(/^θάνο[σς]$/), 'василиса'])
  })

  test('keep the marks of their letters', () => {
    expect(wordsOf('สวัสดี')).toEqual(['สว', 'วั', 'ัส', 'สด', 'ดี'])
    expect(wordsOf('हिन्दी')).toEqual(['हिन्दी'])
    expect(wordsOf('שָׁלוֹם')).toHaveLength(1)
  })

  test('of scripts without spaces are pairs of neighbours; one letter alone is itself', () => {
    expect(wordsOf('日本語')).toEqual(['日本', '本語'])
    expect(wordsOf('草')).toEqual(['草'])
    expect(wordsOf('がんばれ run')).toEqual(['がん', 'んば', 'ばれ', 'run'])
    // Beyond the first plane a letter is two units, and stays whole.
    expect(wordsOf('𠮷野家')).toEqual(['𠮷野', '野家'])
    expect(wordsOf('힘내세요')).toEqual(['힘내세요'])
  })

  test('are cut at 64 units, and never within a letter', () => {
    expect(wordsOf('x'.repeat(300))).toEqual(['x'.repeat(64)])
    const [cut = ''] = wordsOf(`a${'𝐀𐐀'.repeat(100)}`)
    expect(cut.length).toBeLessThanOrEqual(64)
    expect(cut.isWellFormed()).toBe(true)
    const [halved = ''] = wordsOf(`a${'𐐨'.repeat(100)}`)
    expect(halved.isWellFormed()).toBe(true)
  })

  test('are about 512 at the most, however long the text is', () => {
    const many = wordsOf(Array.from({ length: 10_000 }, (_, n) => `w${n}`).join(' '))
    expect(many).toHaveLength(512)
    expect(wordsOf(String.fromCodePoint(...Array.from({ length: 9_000 }, (_, n) => 0x4e00 + n))).length).toBeLessThanOrEqual(512)
  })

  test('are made of what any text holds, with nothing that a query language would read', () => {
    expect(wordsOf('a & b | !c:* (d) <-> \'e\' "f" \\g \0h \ud83d i')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'])
  })
})

describe('a query', () => {
  test('wants all of its words, in any order', () => {
    expect(finds('one more run', 'run one')).toBe(true)
    expect(finds('one more run', 'run two')).toBe(false)
    expect(finds('one more run', '')).toBe(true)
  })

  test('finds words that begin with one of its own from three letters on', () => {
    expect(finds('that was personal', 'per')).toBe(true)
    expect(finds('that was personal', 'pe')).toBe(false)
    expect(finds('that was personal', 'sonal')).toBe(false)
    expect(finds('go', 'go')).toBe(true)
    expect(finds('gone', 'go')).toBe(false)
  })

  test('finds what was cut, by the part that was kept', () => {
    expect(finds('x'.repeat(300), 'x'.repeat(200))).toBe(true)
    expect(finds('x'.repeat(30), 'x'.repeat(200))).toBe(false)
  })

  test('finds a part of a text without spaces', () => {
    expect(finds('やばい、あと一回で死ぬ', 'あと一回')).toBe(true)
    expect(finds('やばい、あと一回で死ぬ', '一回あと')).toBe(false)
  })

  test('finds whatever way its letters are written', () => {
    expect(finds('CAFÉ ＰＯＧ', 'cafe\u0301 pog')).toBe(true)
    expect(finds('İstanbul', 'İSTANBUL')).toBe(true)
    // A sigma at the end of what was typed so far is not at the end of the word.
    expect(finds('Ὀδυσσεύς Οδυσσευς', 'ΟΔΥΣ')).toBe(true)
  })
})

describe('the searched text of an event', () => {
  test('is what people wrote or said, who they are, and what they asked for', () => {
    const payload = {
      text: 'a',
      message: 'b',
      title: 'c',
      input: 'd',
      description: 'e',
      user: { id: 'no', login: 'f', name: 'g' },
      reward: { id: 'no', title: 'h' },
      other: 'no',
    }
    expect(searchText({ payload })).toBe('a b c d e f g h')
  })

  test('leaves out what is no text, whatever it is', () => {
    expect(searchText({ payload: {} })).toBe('')
    expect(searchText({ payload: { text: 1, message: null, title: ['x'], user: 'me', reward: null } })).toBe('')
    expect(searchText({ payload: { user: { login: 7, name: null }, reward: { title: {} } } })).toBe('')
  })
})
