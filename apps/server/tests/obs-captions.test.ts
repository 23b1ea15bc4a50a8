import { describe, expect, test } from 'bun:test'
import type { Event, Origin } from '@landale/protocol'
import { fakeObs } from '@landale/testing/obs'
import { createObs } from '@/ingest/obs/source.ts'
import { sourceContext, until } from './source-context.ts'

const password = 'a-secret-of-obs-0815'

describe('captions', () => {
  async function streaming({ on = true } = {}) {
    const obs = fakeObs({ password })
    const { context, clock, states, events } = sourceContext('obs', { OBS_URL: obs.url, OBS_PASSWORD: password })
    let isOn = on
    const source = createObs({ ...context, captionsOn: () => isOn })
    source.start()
    await until(() => states.includes('ok'))
    await source.commands?.['obs.start_stream']?.({})
    await until(() => events.some(({ type }) => type === 'streaming.started'))
    const state = () => source.view?.().obs?.captions
    return {
      obs,
      clock,
      state,
      stop: () => source.commands?.['obs.stop_stream']?.({}),
      say: (text: string, origin: Origin = 'live') =>
        source.take?.([published('utterance.transcribed', utterance(text), origin)]),
      turnOff() {
        isOn = false
        source.take?.([published('captions.disabled', {}, 'live')])
      },
      sent: () => obs.requests('SendStreamCaption').map(({ captionText }) => captionText),
      async [Symbol.asyncDispose]() {
        await source.stop()
        obs[Symbol.dispose]()
        expect(clock.waiting).toBe(0)
      },
    }
  }

  const long = 'One sentence that has to wait for those before it. '.repeat(4)

  test('are paced, and end with the stream', async () => {
    await using there = await streaming()
    there.say('One more run.')
    there.say('A test says this.', 'test')
    there.say(long)
    await until(() => there.sent().length === 1)
    await there.clock.advance(1_400, 5)
    expect(there.sent()).toEqual(['One more run.'])
    await there.clock.advance(200, 5)
    await until(() => there.state()?.sent === 2)
    expect(there.state()?.waiting).toBeGreaterThan(0)
    await there.stop()
    await until(() => there.state()?.waiting === 0)
    there.say('The stream is over.')
    await there.clock.advance(30_000, 5)
    expect(there.sent()).toHaveLength(2)
    expect(there.state()).toMatchObject({ sent: 2, dropped: 0, waiting: 0, error: null })
  })

  test('end where they are turned off, and are not sent while they are', async () => {
    await using there = await streaming()
    there.say(long)
    await until(() => there.sent().length === 1)
    there.turnOff()
    expect(there.state()).toMatchObject({ on: false, waiting: 0 })
    there.say('Nobody reads this.')
    await there.clock.advance(30_000, 5)
    expect(there.sent()).toHaveLength(1)
  })

  test('that OBS refuses say why, until one is taken', async () => {
    await using there = await streaming()
    there.obs.refuse('SendStreamCaption', 700, { comment: 'The encoder has no captions.', times: 1 })
    there.say('One more run.')
    await until(() => there.state()?.error !== null)
    expect(there.state()).toMatchObject({ sent: 0, error: 'OBS refuses captions (700): The encoder has no captions.' })
    await there.clock.advance(2_000, 5)
    there.say('And another.')
    await until(() => there.state()?.sent === 1)
    expect(there.state()).toMatchObject({ last_text: 'And another.', error: null })
  })
})

function utterance(text: string) {
  return { text, started_at: '2026-03-01T20:00:00Z', duration_ms: 900, source_id: 'microphone' }
}

/** An event as the log publishes it. */
function published(type: string, payload: Record<string, unknown>, origin: Origin): Event {
  const at = '2026-03-01T20:00:00Z'
  return {
    id: `evt_${crypto.randomUUID()}`,
    position: 1,
    session: 'ses_1',
    seq: 1,
    type,
    actor: 'streamer',
    payload,
    metadata: { correlation_id: 'c', origin, occurred_at: at },
    inserted_at: at,
  }
}
