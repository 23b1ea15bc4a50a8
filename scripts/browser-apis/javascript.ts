import { parseSync } from 'vite'
import type { Feature, Newer } from './features.ts'

type Node = { type: string; [field: string]: unknown }

const whole = new Set(['globalThis', 'window', 'self'])

export type Script = { path: string; program: unknown }

export function parseScript(path: string, text: string): Script {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  return { path, program }
}

/** The names that scripts give to members of their own: a browser's of the same name cannot be told from them. */
export function ownMembers(scripts: readonly Script[]): Set<string> {
  const own = new Set<string>()
  for (const { program } of scripts) {
    walk(program, (node, parent) => {
      const isKey = node.type === 'Property' && parent?.type !== 'ObjectPattern'
      const isTarget = parent?.type === 'AssignmentExpression' && parent.left === node && node.type === 'MemberExpression'
      const isAssigned = isTarget && !isStyle(node.object)
      const name = isKey || isAssigned || declarations.has(node.type) ? nameOf(node) : undefined
      if (name !== undefined) own.add(name)
    })
  }
  return own
}

const declarations = new Set(['MethodDefinition', 'PropertyDefinition', 'TSPropertySignature', 'TSMethodSignature'])

/** What a script uses that is newer. Names are taken as they stand: what is put together at run time is not seen. */
export function newerInScript({ program }: Script, newer: Newer, own: ReadonlySet<string>): Feature[] {
  const bound = new Set<string>()
  walk(program, (node) => bind(node, bound))
  const found: Feature[] = []
  const note = (name: string, feature: Feature | undefined) => {
    if (feature !== undefined) found.push({ name, since: feature.since })
  }
  const statics = new Map(newer.members.map((member) => [`${member.owner}.${member.name}`, member]))
  walk(program, (node, parent, field) => {
    const name = identifier(node)
    if (name !== undefined && isReference(parent, field) && !bound.has(name)) note(name, newer.globals.get(name))
    if (node.type !== 'MemberExpression' && node.type !== 'Property') return
    const used = nameOf(node.type === 'Property' ? (parent?.type === 'ObjectPattern' ? node : undefined) : node)
    if (used === undefined) return
    const owner = ownerOf(node.object)
    if (owner !== undefined && whole.has(owner)) note(used, newer.globals.get(used))
    const exact = owner === undefined || bound.has(owner) ? undefined : statics.get(`${owner}.${used}`)
    if (exact !== undefined) note(`${owner}.${used}`, exact)
    else if (isStyle(node.object)) note(`.${used}`, styleProperty(used, newer))
    else if (!own.has(used)) note(`.${used}`, newer.byName.get(used))
  })
  return found
}

/** `element.style`, by its name. */
function isStyle(node: unknown): boolean {
  return identifier(node) === 'style' || (isNode(node) && node.type === 'MemberExpression' && nameOf(node) === 'style')
}

/** `textBoxTrim` of a style. */
function styleProperty(name: string, { properties }: Newer): Feature | undefined {
  return properties.get(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
}

function walk(node: unknown, visit: (node: Node, parent: Node | undefined, field: string) => void): void {
  const step = (at: unknown, parent: Node | undefined, field: string): void => {
    if (Array.isArray(at)) for (const one of at) step(one, parent, field)
    else if (isNode(at)) {
      visit(at, parent, field)
      for (const [name, value] of Object.entries(at)) if (typeof value === 'object') step(value, at, name)
    }
  }
  step(node, undefined, '')
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function identifier(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Identifier' && typeof node.name === 'string' ? node.name : undefined
}

/** The name of a member, or of a key that a pattern takes out. */
function nameOf(node: Node | undefined): string | undefined {
  const key = node?.property ?? node?.key
  if (node?.computed !== true) return identifier(key)
  return isNode(key) && key.type === 'Literal' && typeof key.value === 'string' ? key.value : undefined
}

/** `Promise` of `Promise.try`, `Intl.DurationFormat` of what it has. */
function ownerOf(node: unknown): string | undefined {
  const name = identifier(node)
  if (name !== undefined || !isNode(node) || node.type !== 'MemberExpression') return name
  const [owner, property] = [identifier(node.object), nameOf(node)]
  if (owner === undefined || property === undefined) return undefined
  return whole.has(owner) ? property : `${owner}.${property}`
}

const notReferences: Readonly<Record<string, string>> = {
  MemberExpression: 'property',
  Property: 'key',
  MethodDefinition: 'key',
  PropertyDefinition: 'key',
  LabeledStatement: 'label',
  BreakStatement: 'label',
  ContinueStatement: 'label',
  ExportSpecifier: 'exported',
  ImportSpecifier: 'imported',
}

function isReference(parent: Node | undefined, field: string): boolean {
  // A type is gone before a browser sees it.
  if (parent === undefined || parent.type.startsWith('TS') || parent.type.startsWith('JSX')) return false
  return parent.computed === true || notReferences[parent.type] !== field
}

/** A name that the file gives to something of its own, in whatever scope. */
function bind(node: Node, bound: Set<string>): void {
  const add = (pattern: unknown) =>
    walk(pattern, (part) => {
      const name = identifier(part)
      if (name !== undefined) bound.add(name)
    })
  if (node.type === 'VariableDeclarator') add(node.id)
  if (node.type.includes('Function')) add([node.id, node.params])
  if (node.type.startsWith('Class')) add(node.id)
  if (node.type === 'CatchClause') add(node.param)
  if (node.type.endsWith('Specifier')) add(node.local)
}
