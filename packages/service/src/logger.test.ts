import { describe, expect, test } from 'bun:test'
import { errorFields } from './logger.ts'

type Line = { level: string; service: string; seq: number; id: string; time: string; msg: string } & Record<string, unknown>

/** What a process of its own writes to stdout; `script` has `logger`. */
async function said(script: string, { level = 'info', terminal = false } = {}): Promise<string> {
  const source = `import { createLogger, errorFields } from './logger.ts'
    const logger = createLogger({ service: 'under-test', level: '${level}', terminal: ${terminal} })
    ${script}`
  const child = Bun.spawn([process.execPath, '-e', source], {
    cwd: import.meta.dir,
    stdout: 'pipe',
    stderr: 'pipe',
    stdin: 'ignore',
  })
  const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()])
  expect(stderr).toBe('')
  return stdout
}

async function lines(script: string, options?: { level?: string }): Promise<Line[]> {
  const text = await said(script, options)
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
}

describe('a log', () => {
  test('is a line of JSON each time, with its level, its service, a time and the message as it is', async () => {
    const [first, second] = await lines(`logger.info({ position: 7 }, 'appended'); logger.error({}, 'a commit failed')`)
    expect(first).toMatchObject({ level: 'info', service: 'under-test', position: 7, msg: 'appended' })
    expect(second).toMatchObject({ level: 'error', msg: 'a commit failed' })
    expect(new Date(first?.time ?? '').toISOString()).toBe(first?.time ?? '')
  })

  test('counts its lines from 1, over its children too', async () => {
    const all = await lines(`
      const child = logger.child({ part: 'ironmon' })
      logger.info({}, 'a'); child.info({}, 'b'); logger.child({}).warn({}, 'c'); logger.info({}, 'd')`)
    expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(all.map(({ part }) => part)).toEqual([undefined, 'ironmon', undefined, undefined])
  })

  test('gives each line an id that no other process gives', async () => {
    const script = `for (let n = 0; n < 50; n += 1) logger.info({ n }, 'again')`
    const ids = (await Promise.all([lines(script), lines(script)])).flat().map(({ id }) => id)
    expect(new Set(ids).size).toBe(100)
  })

  test('leaves out what is below its level, without a gap in the count', async () => {
    const all = await lines(`logger.warn({}, 'a'); logger.info({}, 'b'); logger.debug({}, 'c'); logger.error({}, 'd')`, {
      level: 'warn',
    })
    expect(all.map(({ msg, seq }) => [msg, seq])).toEqual([
      ['a', 1],
      ['d', 2],
    ])
  })

  test('hides keys and tokens, in the fields, one level down and in what a child carries', async () => {
    const text = await said(`
      const secrets = { key: 's3cret', token: 's3cret', authorization: 'Bearer s3cret' }
      logger.info(secrets, 'top')
      logger.info({ request: secrets, name: 'worker' }, 'below')
      logger.child(secrets).info({}, 'child')`)
    expect(text).not.toContain('s3cret')
    expect(text.match(/\[hidden\]/g)).toHaveLength(9)
    expect(text).toContain('"name":"worker"')
  })

  test('keeps what viewers wrote in its field: no line of theirs becomes a line of the log', async () => {
    const name = 'x"}\\n{"level":"error","msg":"forged"}'
    const all = await lines(`logger.info({ name: ${JSON.stringify(name)}.replaceAll('\\\\n', '\\n') }, 'followed')`)
    expect(all).toHaveLength(1)
    expect(all[0]).toMatchObject({ level: 'info', msg: 'followed', name: name.replaceAll('\\n', '\n') })
  })

  test('is out before the process ends, however it ends', async () => {
    expect(await lines(`logger.error({}, 'the last word'); process.kill(process.pid, 'SIGKILL')`)).toMatchObject([
      { msg: 'the last word', seq: 1 },
    ])
  })

  test('is for people on a terminal, and hides keys there too', async () => {
    const text = await said(`logger.info({ key: 's3cret', port: 7175 }, 'listening')`, { terminal: true })
    expect(text).toContain('listening')
    expect(text).toContain('7175')
    expect(text).not.toContain('s3cret')
    expect(text).not.toMatch(/^\{|seq/m)
  })
})

describe('what is said of something caught', () => {
  test('is an error’s name, message and stack', () => {
    const error = new RangeError('too far')
    expect(errorFields(error)).toEqual({ error: 'RangeError', reason: 'too far', stack: error.stack })
  })

  test('is the text of anything else', () => {
    expect(errorFields('gone')).toEqual({ error: 'gone' })
    expect(errorFields(undefined)).toEqual({ error: 'undefined' })
  })
})
