/** A port that cannot be listened on. The message names it and the variable that sets it. */
export class PortError extends Error {
  override readonly name = 'PortError'
  readonly retryable = false
}

/** Opens a listener, and says of one that fails which port and which variable it was. */
export function listen<Listener>(variable: string, port: number, open: () => Listener): Listener {
  try {
    return open()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const why = code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be opened (${code})`
    throw new PortError(`port ${port} ${why}; set ${variable} to another one`)
  }
}
