import { ShowsConfig, unknownFields } from '@landale/protocol'
import { findNodeAtLocation, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'

export type ReadShows = { readonly config: ShowsConfig } | { readonly fault: string }

/** A configuration out of the text of its file, or where and why it is none: `line 14, column 5: cues[3].when.bits: …`. */
export function readShows(text: string): ReadShows {
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { allowTrailingComma: true })
  const [error] = errors
  if (error !== undefined) return { fault: `${placeOf(text, error.offset)}: ${wordsOf(error)}` }
  if (tree === undefined) return { fault: 'it is empty' }
  const parsed = ShowsConfig.safeParse(Bun.JSONC.parse(text))
  const [issue] = parsed.success ? unknownFields(parsed.data) : parsed.error.issues
  if (issue === undefined && parsed.success) return { config: parsed.data }
  const path = (issue?.path ?? []).filter((key) => typeof key !== 'symbol')
  return { fault: `${placeOf(text, offsetOf(tree, path))}: ${nameOf(path)}: ${issue?.message}` }
}

/** Where a path is in the text; where it is not there, that which should hold it. */
function offsetOf(tree: NonNullable<ReturnType<typeof parseTree>>, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length))
    if (node !== undefined) return node.offset
  }
  return tree.offset
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset)
  return `line ${before.split('\n').length}, column ${offset - before.lastIndexOf('\n')}`
}

/** `PropertyNameExpected` → `property name expected`. */
function wordsOf({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replace(/(?<=[a-z])[A-Z]/g, ' $&')
    .toLowerCase()
}

function nameOf(path: readonly (string | number)[]): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('') || 'the file'
}
