import { expect, test } from 'bun:test'
import { fakeClock } from '@landale/testing/fake-clock'
import { sampleEvent } from '@landale/testing/twitch'
import { listening, twitchHere, until } from './twitch.ts'

const minuteMs = 60_000
const stepMs = 10 * minuteMs
/** What is on real sockets has real time to come each time the clock moves. */
const settle = () => Bun.sleep(1)
const hours = Number(process.env.LANDALE_DAY_HOURS ?? 24)
const limitMs = 1_800_000

/** What this process holds, when nothing that is let go of is counted. */
function heapMb(): number {
  Bun.gc(true)
  return process.memoryUsage().heapUsed / 1_048_576
}

test(
  `${hours} hours of ends, moves, refreshes and silences leave no socket, timer or memory behind`,
  async () => {
    const clock = fakeClock()
    await using twitch = await twitchHere({ clock })
    await using here = await listening(twitch, { clock })
    const isUp = () => here.status().state === 'ok'
    await until('it is subscribed', isUp)
    let sent = 0
    const follow = () => {
      const user = { user_id: String(1_000 + sent), user_login: `viewer_${sent}`, user_name: `Viewer_${sent}` }
      expect(twitch.notify('channel.follow', sampleEvent('channel.follow', user))).toHaveLength(1)
      sent += 1
    }
    const arrived = async () => {
      await until('it is subscribed', isUp)
      await until('everything came', async () => {
        const events = await here.log.countFeeds({ after: 0, upTo: here.log.published, feeds: 1 << 1 })
        return events >= sent
      })
    }

    const measured: { timers: number; sockets: number; heapMb: number }[] = []
    const steps = (hours * 60 * minuteMs) / stepMs
    for (let step = 1; step <= steps; step += 1) {
      for (let n = 0; n < 5; n += 1) follow()
      await clock.advance(stepMs, settle)
      if (step % 3 === 0) twitch.reconnect()
      if (step % 12 === 0) twitch.drop()
      if (step % 20 === 0) {
        twitch.silence()
        await clock.advance(33_000, settle)
        twitch.speak()
      }
      if (step % 30 === 0) twitch.expireTokens()
      await clock.advance(10_000, () => Bun.sleep(20))
      // Late enough for old sockets to be closed, a backoff to be over, and what failed to be tried again.
      for (let tick = 0; tick < 1_200 && !(isUp() && twitch.sockets.length === 1); tick += 1)
        await clock.advance(250, () => Bun.sleep(4))
      await arrived()
      if (step % 6 === 0) measured.push({ timers: clock.waiting, sockets: twitch.sockets.length, heapMb: heapMb() })
    }

    const events = (await here.events()).filter(({ type }) => type === 'channel.followed')
    expect(events.map(({ payload }) => Number((payload.user as { id: string }).id) - 1_000)).toEqual(
      Array.from({ length: sent }, (_, n) => n),
    )
    const [first, last] = [measured.slice(2, 5), measured.slice(-3)]
    const most = (list: typeof measured, field: 'timers' | 'heapMb') => Math.max(...list.map((at) => at[field]))
    console.log(
      `${hours} h: ${sent} events, ${twitch.connections.opened} sockets opened, ${twitch.refreshes} refreshes, ` +
        `${most(first, 'timers')} → ${most(last, 'timers')} timers, ` +
        `${most(first, 'heapMb').toFixed(1)} → ${most(last, 'heapMb').toFixed(1)} MB`,
    )
    expect(measured.every(({ sockets }) => sockets === 1)).toBe(true)
    expect(twitch.connections.opened - twitch.connections.closed).toBe(1)
    expect(most(last, 'timers')).toBeLessThanOrEqual(most(first, 'timers') + 2)
    expect(most(last, 'heapMb')).toBeLessThan(most(first, 'heapMb') * 1.1 + 2)
    expect(twitch.refreshes).toBeGreaterThanOrEqual(Math.floor(hours / 4))
    expect(twitch.concurrentRefreshes).toBe(1)
  },
  limitMs,
)
