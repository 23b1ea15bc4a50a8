/** A place in the history: an event's position, and its time by the log's clock in ms, which finds the position's part of it. */
export type EventCursor = { position: number; at: number }

export function encodeCursor({ position, at }: EventCursor): string {
  return `${position}-${at}`
}

// The year 9999: what comes after it neither ISO 8601 nor PostgreSQL writes in four digits.
const lastMs = 253_402_300_799_999

/** Undefined where the text is no cursor of ours. */
export function parseCursor(text: string): EventCursor | undefined {
  const [, position, at] = /^(\d{1,15})-(\d{1,15})$/.exec(text) ?? []
  if (position === undefined || at === undefined || Number(at) > lastMs) return undefined
  return { position: Number(position), at: Number(at) }
}
