import type { ObsState } from '@landale/protocol'
import type { Pending } from '@/press/create-presses.ts'

export type Input = ObsState['inputs'][number]

/** An input as it will be if OBS does what is pressed. */
export function inputWith(input: Input, pending: readonly Pending[]): Pick<Input, 'muted' | 'volume_db'> {
  const last = (wanted: string) =>
    pending.findLast(({ command, payload }) => command === wanted && payload.input === input.name)?.payload
  const muted = last('obs.set_mute')?.muted
  const volume = last('obs.set_volume')?.volume_db
  return {
    muted: typeof muted === 'boolean' ? muted : input.muted,
    volume_db: typeof volume === 'number' ? volume : input.volume_db,
  }
}

/** The scene that was pressed last and is not on yet: viewers see it only when OBS says so, and so is it shown. */
export function askedScene(pending: readonly Pending[]): string | undefined {
  const last = pending.findLast(({ command }) => command === 'obs.set_scene' || command === 'obs.set_preview')
  return typeof last?.payload.scene === 'string' ? last.payload.scene : undefined
}

/** Whether one of these is under way. */
export function isUnderWay(pending: readonly Pending[], ...commands: readonly string[]): boolean {
  return pending.some(({ command }) => commands.includes(command))
}
