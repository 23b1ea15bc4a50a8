import { explain } from '../tools/command.ts'
import { ToolError } from '../tools/tool-error.ts'

type Step = { what: string; undo: () => Promise<void> }

/** What has been changed so far, and how each of it is taken back. */
export class Undo {
  readonly #steps: Step[] = []

  /** `what` ends the sentence of a person who has to do it by hand: "move A back to B". */
  add(what: string, undo: () => Promise<void>): void {
    this.#steps.push({ what, undo })
  }

  /** Takes everything back, the last first, and gives back the failure's error for the person at the terminal. */
  async after(failure: unknown): Promise<ToolError> {
    const left: string[] = []
    for (const { what, undo } of this.#steps.splice(0).reverse()) {
      try {
        await undo()
      } catch (error) {
        left.push(`${what} (${explain(error)})`)
      }
    }
    const why = explain(failure)
    if (left.length === 0) return new ToolError(`the restore failed, and everything is as it was before: ${why}`)
    return new ToolError(
      `the restore failed: ${why}\nNot everything could be put back. By hand, in this order:\n${left.map((step) => `  ${step}`).join('\n')}`,
    )
  }
}
