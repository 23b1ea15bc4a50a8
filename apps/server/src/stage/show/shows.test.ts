import { describe, expect, test } from 'bun:test'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NewEvent, ShowsConfig } from '@landale/protocol'
import { createLogger } from '@landale/service'
import { fakeClock } from '@landale/testing/fake-clock'
import { temporaryFolder } from '@landale/testing/server'
import { chosenShow, nothingPlayed, type Played } from './chosen.ts'
import { defaultShows, defaultShowsText } from './default-shows.ts'
import { readShows } from './read-shows.ts'
import { ShowsFile } from './shows-file.ts'

const logger = createLogger({ service: 'test', level: 'error', terminal: false })
const faultOf = (text: string) => {
  const result = readShows(text)
  return 'fault' in result ? result.fault : undefined
}

describe('the show that is on', () => {
  const on = (played: Partial<Played>, config: ShowsConfig = defaultShows) =>
    chosenShow(config, { ...nothingPlayed, ...played }).id

  test('is the first whose category is played, by name or by the platform’s id, and else the fallback', () => {
    expect(on({})).toBe('variety')
    expect(on({ category: { id: '1', name: 'pokémon emerald' } })).toBe('ironmon')
    expect(on({ category: { id: '1469308723', name: 'Software and Game Development' } })).toBe('coding')
    expect(on({ category: { id: '1', name: 'Chess' } })).toBe('variety')
  })

  test('is one by title and scene where all of it holds', () => {
    const { shows } = defaultShows
    const [first] = shows
    if (first === undefined) throw new Error('there are shows')
    const late = { ...first, id: 'late', when: { title: '*late*', scene: ['Desk'] } }
    const config = { ...defaultShows, shows: [late, ...shows] }
    expect(on({ title: 'A LATE one', scene: 'desk' }, config)).toBe('late')
    expect(on({ title: 'A LATE one', scene: 'Gameplay' }, config)).toBe('variety')
    expect(on({ title: 'A LATE one' }, config)).toBe('variety')
  })

  test('is the pinned one, as long as there is one of that name', () => {
    const category = { id: '1', name: 'Pokémon Emerald' }
    expect(on({ category, pinned: 'coding' })).toBe('coding')
    expect(on({ category, pinned: 'gone' })).toBe('ironmon')
  })
})

describe('the file of shows', () => {
  test('begins as one that says what is on where there is none', () => {
    expect(readShows(defaultShowsText)).toEqual({ config: defaultShows })
  })

  test('says where it is wrong: the place, the field, and what is the matter', () => {
    const text = JSON.stringify(defaultShows, null, 2)
    const lineOf = (part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1
    expect(faultOf(text.replace('"fallback": "variety"', '"fallback": "nothing"'))).toBe(
      `line ${lineOf('"fallback"')}, column 15: fallback: there is no show nothing`,
    )
    expect(faultOf(text.replace('{viewers:viewer}', '{bits:viewer}'))).toBe(
      `line ${lineOf('{viewers:viewer}')}, column 19: cues[3].say.figure: channel.raided has no field bits`,
    )
    expect(faultOf(text.replace('"priority": 100', '"priority": 1000'))).toStartWith(
      `line ${lineOf('"priority": 100')}, column 19: cues[3]`,
    )
    expect(faultOf('{\n  "shows": [,]\n}')).toBe('line 2, column 13: value expected')
    expect(faultOf('')).toBe('line 1, column 1: value expected')
    expect(faultOf('[]')).toStartWith('line 1, column 1: the file: ')
  })

  test('is read at the start and whenever it is saved, keeps the last good one, and is let go of with the file', async () => {
    using folder = temporaryFolder()
    mkdirSync(join(folder.path, 'config'))
    const path = join(folder.path, 'config', 'shows.jsonc')
    const clock = fakeClock()
    const appended: NewEvent[] = []
    let current = defaultShows
    const file = new ShowsFile({
      path,
      clock,
      logger,
      current: () => current,
      append: async (event) => {
        appended.push(event)
        current = (event.payload as { config: ShowsConfig }).config
      },
    })
    await file.start()
    expect([appended.length, file.part.state]).toEqual([0, 'ok'])

    writeFileSync(path, `// Mine.\n${JSON.stringify({ ...defaultShows, train: { window_ms: 60_000, from: 3 } })}`)
    await file.look()
    await file.look()
    expect(appended.map(({ type }) => type)).toEqual(['stage.configured'])
    expect(current.train).toEqual({ window_ms: 60_000, from: 3 })

    writeFileSync(path, '{ "shows": [] }')
    await file.look()
    expect(file.part).toMatchObject({ name: 'shows', state: 'degraded' })
    expect(file.part.reason).toContain('line 1, column 12: shows: ')
    expect([appended.length, current.train.from]).toEqual([1, 3])

    rmSync(path)
    await file.look()
    expect([appended.length, file.part.state, current.train.from]).toEqual([2, 'ok', 2])
    file.stop()
    expect(clock.waiting).toBe(0)
  })
})
