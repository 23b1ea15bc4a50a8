import { describe, expect, test } from 'bun:test'
import type { NewEvent } from '@landale/protocol'
import { systemClock } from '@landale/service'
import { Broadcast, type Report } from './broadcast.ts'

const twitch = { kind: 'platform', source: 'twitch' } as const
const obs = { kind: 'studio', source: 'obs' } as const
const live = (isNews: boolean): Report => ({ isLive: true, isNews })
const off = (isNews: boolean): Report => ({ isLive: false, isNews })

/** What follows from the reports of an evening, one after the other. */
async function evening(reports: readonly (readonly [typeof twitch | typeof obs, Report])[], startsOn = false) {
  const said: NewEvent[] = []
  let kind: 'broadcast' | 'off-air' = startsOn ? 'broadcast' : 'off-air'
  const broadcast = new Broadcast({
    sessionKind: () => kind,
    clock: systemClock,
    append: async (events) => {
      await Promise.resolve()
      said.push(...events)
      kind = events[0]?.type === 'broadcast.started' ? 'broadcast' : 'off-air'
    },
  })
  await Promise.all(reports.map(([from, report]) => broadcast.report(from, report)))
  return said.map(({ type, source }) => `${type} by ${source}`)
}

describe('with Twitch', () => {
  test('its word starts and ends the broadcast, and OBS’s adds nothing', async () => {
    const reports = [
      [twitch, off(false)],
      [obs, off(false)],
      [obs, live(true)],
      [twitch, live(true)],
      [obs, off(true)],
      [twitch, off(true)],
    ] as const
    expect(await evening(reports)).toEqual(['broadcast.started by twitch', 'broadcast.stopped by twitch'])
  })

  test('that says it twice, it is one', async () => {
    expect(
      await evening([
        [twitch, live(true)],
        [twitch, live(true)],
        [twitch, off(true)],
        [twitch, off(true)],
      ]),
    ).toEqual(['broadcast.started by twitch', 'broadcast.stopped by twitch'])
  })

  test('found on air after a restart, the broadcast goes on', async () => {
    expect(
      await evening(
        [
          [twitch, 'unknown'],
          [obs, 'unknown'],
          [obs, off(false)],
          [twitch, live(false)],
        ],
        true,
      ),
    ).toEqual([])
  })

  test('found off air after a restart, what was not heard has ended', async () => {
    expect(
      await evening(
        [
          [twitch, 'unknown'],
          [twitch, off(false)],
        ],
        true,
      ),
    ).toEqual(['broadcast.stopped by twitch'])
  })

  test('found off air while OBS streams, its word is waited for', async () => {
    const reports = [
      [obs, live(false)],
      [twitch, off(false)],
    ] as const
    expect(await evening(reports, true)).toEqual([])
    expect(await evening([...reports, [twitch, off(true)]], true)).toEqual(['broadcast.stopped by twitch'])
  })

  test('away, OBS’s stream that starts or ends decides, and one that was merely found does not', async () => {
    expect(
      await evening(
        [
          [twitch, 'unknown'],
          [obs, off(false)],
        ],
        true,
      ),
    ).toEqual([])
    expect(
      await evening([
        [twitch, 'unknown'],
        [obs, live(true)],
        [obs, off(true)],
      ]),
    ).toEqual(['broadcast.started by obs', 'broadcast.stopped by obs'])
  })
})

describe('without Twitch', () => {
  test('OBS’s word decides, found or seen', async () => {
    expect(
      await evening([
        [twitch, 'absent'],
        [obs, live(false)],
      ]),
    ).toEqual(['broadcast.started by obs'])
    expect(
      await evening([
        [obs, live(true)],
        [obs, off(true)],
      ]),
    ).toEqual(['broadcast.started by obs', 'broadcast.stopped by obs'])
  })

  test('an OBS that is away says nothing, and the broadcast goes on', async () => {
    expect(
      await evening(
        [
          [obs, live(false)],
          [obs, 'unknown'],
          [obs, live(false)],
        ],
        true,
      ),
    ).toEqual([])
  })
})
