import { duration } from '@/shared/words.ts'

export type ClockOptions = { readonly hours: '24' | '12'; readonly seconds: boolean; readonly uptime: boolean }

/** What the clock says: the time of its own place, and how long the stream has been on. */
export function faceAt(
  now: number,
  startedAt: number | null,
  { hours, seconds, uptime }: ClockOptions,
): { time: string; half: string; uptime: string } {
  const at = new Date(now)
  const two = (value: number) => String(value).padStart(2, '0')
  const hour = hours === '12' ? at.getHours() % 12 || 12 : at.getHours()
  const time = `${hours === '12' ? hour : two(hour)}:${two(at.getMinutes())}${seconds ? `:${two(at.getSeconds())}` : ''}`
  const half = hours === '12' ? (at.getHours() < 12 ? 'am' : 'pm') : ''
  return { time, half, uptime: uptime && startedAt !== null ? duration(Math.max(0, now - startedAt)) : '' }
}
