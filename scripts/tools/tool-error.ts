/** A command cannot do what it was asked for. The message is for the person at the terminal, and says what to do. */
export class ToolError extends Error {
  override readonly name = 'ToolError'
  readonly retryable = false
}
