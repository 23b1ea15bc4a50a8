import { expect, test } from 'bun:test'
import { readOptions } from './options.ts'

const read = (line: string) =>
  readOptions(
    line.split(' ').filter((word) => word !== ''),
    () => 7,
  )

test('without flags it is a quiet evening of a seed of its own', () => {
  expect(read('')).toEqual({
    ok: true,
    options: {
      url: 'http://127.0.0.1:7175',
      key: undefined,
      dry: false,
      kind: 'generate',
      generate: { seed: 7, rate: 20, minutes: 5, scenario: 'quiet' },
    },
  })
})

test('flags say otherwise', () => {
  const result = read('--seed 42 --rate 0.5 --minutes 1 --scenario raid --url http://10.0.0.2:80/x --key k --dry')
  expect(result).toMatchObject({
    options: { generate: { seed: 42, rate: 0.5, scenario: 'raid' }, url: 'http://10.0.0.2', dry: true },
  })
  expect(read('--replay a.jsonl --speed 10')).toMatchObject({ options: { kind: 'replay', file: 'a.jsonl', speed: 10 } })
})

test.each([
  ['--seed x', '--seed'],
  ['--seed 1.5', '--seed'],
  ['--seed 4294967296', '--seed'],
  ['--rate 0', '--rate'],
  ['--rate 1e3', '--rate'],
  ['--minutes -1', '--minutes'],
  ['--minutes', '--minutes'],
  ['--scenario loud', '--scenario'],
  ['--url ftp://x', '--url'],
  ['--speed 10', '--speed'],
  ['--replay a --seed 1', '--seed'],
  ['--replay a --speed 0', '--speed'],
  ['--louder', '--louder'],
  ['stray', 'stray'],
])('%s is refused by name', (line, name) => {
  const result = read(line)
  expect(result.ok).toBe(false)
  if (!result.ok) expect(result.message).toContain(name)
})
