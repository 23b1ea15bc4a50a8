import type { Pending } from '@/press/create-presses.ts'

/** Whether captions are sent, as it will be if the server takes what is pressed. */
export function captionsWith(isOn: boolean, pending: readonly Pending[]): boolean {
  const last = pending.findLast(({ command }) => command === 'captions.set')
  return typeof last?.payload.on === 'boolean' ? last.payload.on : isOn
}
