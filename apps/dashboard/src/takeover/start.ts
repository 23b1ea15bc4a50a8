import type { TakeoverKind } from '@landale/protocol'

/** As many letters as the server takes. */
export const maxMessage = 280
/** What is offered, in minutes; nothing is: until it is uncovered. */
export const offeredMinutes = [1, 2, 5, 10, 30] as const

export type CoverForm = { message: string; minutes: number | undefined }

/** The payload of `takeover.start`, from what the form holds. */
export function startOf(kind: TakeoverKind, { message, minutes }: CoverForm): Record<string, unknown> {
  const said = message.trim().slice(0, maxMessage)
  return {
    kind,
    ...(said === '' ? undefined : { message: said }),
    ...(minutes === undefined ? undefined : { duration_ms: minutes * 60_000 }),
  }
}

/** A cover that only says something needs something to say. */
export function canStart(kind: TakeoverKind, { message }: CoverForm): boolean {
  return kind !== 'custom' || message.trim() !== ''
}
