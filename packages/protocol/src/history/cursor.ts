/** A place in the history: an event's position, and its time by the log's clock in ms, which finds the position's part of it. */
export type EventCursor = { position: number; at: number }

export function encodeCursor({ position, at }: EventCursor): string {
  return `${position}-${at}`
}

/** Undefined where the text is no cursor of ours. */
export function parseCursor(text: string): EventCursor | undefined {
  const [, position, at] = /^(\d{1,15})-(\d{1,15})$/.exec(text) ?? []
  return position === undefined || at === undefined ? undefined : { position: Number(position), at: Number(at) }
}
