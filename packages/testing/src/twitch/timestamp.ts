/** Milliseconds since the epoch as EventSub writes a time: RFC 3339 with nanoseconds. */
export const nanosecondTime = (ms: number): string => new Date(ms).toISOString().replace('Z', '456789Z')

/** Milliseconds since the epoch as Helix writes a time: RFC 3339 in whole seconds. */
export const secondTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')
