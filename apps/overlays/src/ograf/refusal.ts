import type { PlayAnswer } from './specification.ts'

/** What was asked for cannot be, and why: the renderer's to hear, never thrown at it. */
export class Refusal extends Error {
  readonly statusCode: number

  constructor(statusCode: number, message: string) {
    super(message)
    this.statusCode = statusCode
  }
}

type More = Pick<PlayAnswer, 'currentStep'>

/** The answer to a call, whatever becomes of it. */
export async function answer(call: () => Promise<More | undefined>): Promise<PlayAnswer> {
  try {
    return { statusCode: 200, ...(await call()) }
  } catch (error) {
    const statusMessage = error instanceof Error ? error.message : String(error)
    // Not by its class: an overlay's part has one of its own.
    if (error instanceof Error && 'statusCode' in error) return { statusCode: Number(error.statusCode), statusMessage }
    console.error('the graphic failed', error)
    return { statusCode: 500, statusMessage }
  }
}
