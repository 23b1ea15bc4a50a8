import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { EventLog } from '@landale/event-log'
import { Event, feedBit } from '@landale/protocol'
import { createLogger } from '@landale/service'
import { temporaryFolder } from '@landale/testing/server'
import { createAppend } from '@/append.ts'
import { Problem } from '@/http/problem.ts'
import type { CommandHandlers } from '@/ingest/source.ts'
import { createMetrics } from '@/metrics.ts'
import { emptyQueue } from '@/stage/queue/state.ts'
import { queueViewOf } from '@/stage/queue/view.ts'
import { defaultShows } from '@/stage/show/default-shows.ts'
import { createCommands } from './commands.ts'
import { Effects } from './effects.ts'

const logger = createLogger({ service: 'test', level: 'error', terminal: false })

/** A server's commands on a log in a folder; `handlers` stand for what other programs do. */
function commandsOn(folder: string, handlers: CommandHandlers) {
  const log = new EventLog({ folder: join(folder, 'log') })
  const append = createAppend({ log, metrics: createMetrics() })
  const run = createCommands({
    append,
    effects: new Effects({ append, log, logger, handlers: () => handlers }),
    log,
    rules: () => ({ cues: defaultShows.cues, show: 'variety', isFirst: true }),
    stage: () => ({ queue: queueViewOf(emptyQueue, 0), shows: defaultShows }),
  })
  const events = async () => {
    const rows = await log.readFeeds({ after: 0, upTo: log.head, feeds: feedBit('system'), limit: 1_000 })
    return rows.map(({ body }) => Event.parse(JSON.parse(body)))
  }
  return { run, events, [Symbol.asyncDispose]: () => log.close() }
}

const clip = { clip_id: 'c', edit_url: 'https://clips.example/c' }

test('that it begins and how it came out are in the log, and its answer has its place', async () => {
  using folder = temporaryFolder()
  await using server = commandsOn(folder.path, { 'obs.set_scene': async () => ({}) })
  const reply = await server.run('obs.set_scene', { scene: 'Gameplay' })
  expect(reply).toEqual({ position: 1, deduped: false })
  expect((await server.events()).map(({ type, payload }) => ({ type, payload }))).toEqual([
    { type: 'command.started', payload: { command: 'obs.set_scene', payload: { scene: 'Gameplay' } } },
    { type: 'command.finished', payload: { command: 'obs.set_scene', started: 1, reply: {} } },
  ])
})

test('what is sent again under its key while it is done, after it, and after a restart is done once, and answered the same', async () => {
  using folder = temporaryFolder()
  const gate = Promise.withResolvers<void>()
  let clips = 0
  const handlers: CommandHandlers = {
    'twitch.create_clip': async () => {
      clips += 1
      await gate.promise
      return clip
    },
  }
  const press = { idempotency_key: 'press-1' }
  {
    await using server = commandsOn(folder.path, handlers)
    const both = Promise.all([server.run('twitch.create_clip', press), server.run('twitch.create_clip', press)])
    gate.resolve()
    expect(await both).toEqual([
      { position: 1, deduped: false, ...clip },
      { position: 1, deduped: true, ...clip },
    ])
    expect(await server.run('twitch.create_clip', press)).toEqual({ position: 1, deduped: true, ...clip })
  }
  await using again = commandsOn(folder.path, handlers)
  expect(await again.run('twitch.create_clip', press)).toEqual({ position: 1, deduped: true, ...clip })
  expect(clips).toBe(1)
  await expect(again.run('twitch.announce', { message: 'hi', ...press })).rejects.toMatchObject({ code: 'command_not_found' })
})

test('one that failed is answered with the same failure again, and tried anew under another key', async () => {
  using folder = temporaryFolder()
  let isThere = false
  const handlers: CommandHandlers = {
    'obs.start_stream': async () => {
      if (!isThere) throw new Problem('obs_unavailable', 'OBS is not connected')
      return {}
    },
  }
  await using server = commandsOn(folder.path, handlers)
  const press = (idempotency_key: string) => server.run('obs.start_stream', { idempotency_key })
  const failure = { code: 'obs_unavailable', message: 'OBS is not connected' }
  await expect(press('a')).rejects.toMatchObject(failure)
  isThere = true
  await expect(press('a')).rejects.toMatchObject(failure)
  expect(await press('b')).toMatchObject({ deduped: false })
  expect((await server.events()).map(({ type }) => type)).toEqual([
    'command.started',
    'command.failed',
    'command.started',
    'command.finished',
  ])
})

test('one that a crash cut off is refused, and not done a second time', async () => {
  using folder = temporaryFolder()
  let done = 0
  {
    const server = commandsOn(folder.path, {
      'obs.save_replay': () => {
        done += 1
        return new Promise(() => {})
      },
    })
    void server.run('obs.save_replay', { idempotency_key: 'press' })
    while (done === 0) await new Promise((resolve) => setImmediate(resolve))
    await server[Symbol.asyncDispose]()
  }
  await using server = commandsOn(folder.path, { 'obs.save_replay': async () => ({ path: null }) })
  const again = server.run('obs.save_replay', { idempotency_key: 'press' })
  await expect(again).rejects.toMatchObject({ code: 'command_unfinished' })
  expect(done).toBe(1)
})

test('a question leaves nothing in the log', async () => {
  using folder = temporaryFolder()
  const code = { user_code: 'ABCD', verification_uri: 'https://www.twitch.tv/activate', expires_at: 1 }
  await using server = commandsOn(folder.path, { 'twitch.sign_in': async () => code })
  expect(await server.run('twitch.sign_in', {})).toEqual(code)
  expect(await server.events()).toEqual([])
})

test('commands under way are bounded', async () => {
  using folder = temporaryFolder()
  const gate = Promise.withResolvers<void>()
  await using server = commandsOn(folder.path, {
    'obs.stop_stream': async () => {
      await gate.promise
      return {}
    },
  })
  const running = Array.from({ length: 64 }, () => server.run('obs.stop_stream', {}))
  while ((await server.events()).length < 64) await new Promise((resolve) => setImmediate(resolve))
  await expect(server.run('obs.stop_stream', {})).rejects.toMatchObject({ code: 'rate_limited' })
  gate.resolve()
  await Promise.all(running)
})
