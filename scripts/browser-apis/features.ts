import data, { type CompatStatement, type Identifier, type SupportStatement } from '@mdn/browser-compat-data'

/** A feature, and the Chromium that has it first; infinite where none has it yet. */
export type Feature = { name: string; since: number }
/** A property of an interface or a builtin: of itself, or of what it makes. */
export type Member = Feature & { owner: string; isStatic: boolean }

/** What scripts and styles can use that came after a Chromium, by the name it is used by. */
export type Newer = {
  globals: ReadonlyMap<string, Feature>
  members: readonly Member[]
  /** Members whose name nothing older has: whoever uses it uses them. */
  byName: ReadonlyMap<string, Member>
  properties: ReadonlyMap<string, Feature>
  /** By property. */
  values: ReadonlyMap<string, readonly Feature[]>
  functions: ReadonlyMap<string, Feature>
  selectors: ReadonlyMap<string, Feature>
  atRules: ReadonlyMap<string, Feature>
  /** Features that `@media` and `@container` ask for. */
  queries: ReadonlyMap<string, Feature>
}

/** Of MDN's data of browsers; what is deprecated, or is on no standard's way and in no Chromium, is left out. */
export function newerThan(chromium: number): Newer {
  const isNewer = ({ since }: Feature) => since > chromium
  const all = allMembers()
  const older = new Set(all.filter((member) => !isNewer(member)).map(({ name }) => name))
  const members = all.filter(isNewer)
  // What no Chromium has is used by nobody who has tried it: of a name alone it would only be a guess.
  const named = members
    .filter(({ name, since }) => !older.has(name) && Number.isFinite(since))
    .map((member) => [member.name, member] as const)
  const { properties, selectors, types, 'at-rules': atRules } = data.css
  const newerOf = (group: Identifier | undefined) => namedOf(children(group).filter(isNewer))
  const functions = Object.entries(types ?? {}).flatMap(([name, type]) => [...featureOf(name, type), ...children(type)])
  const oldFunctions = new Set(functions.filter((one) => !isNewer(one)).map(({ name }) => name))
  return {
    globals: namedOf([...globals(), ...all.filter(({ owner }) => owner === 'Window' && !older.has(owner))].filter(isNewer)),
    members,
    byName: new Map(named),
    properties: newerOf(properties),
    values: new Map(Object.entries(properties ?? {}).map(([name, property]) => [name, children(property).filter(isNewer)])),
    functions: namedOf(functions.filter((one) => isNewer(one) && !oldFunctions.has(one.name))),
    selectors: newerOf(selectors),
    atRules: newerOf(atRules),
    queries: namedOf(
      [...children(atRules?.media), ...children(atRules?.container)]
        .filter(isNewer)
        .map(({ name, since }) => ({ name: name.replace(/_queries$/, ''), since })),
    ),
  }
}

function namedOf(features: readonly Feature[]): Map<string, Feature> {
  return new Map(features.map((feature) => [feature.name, feature]))
}

function globals(): Feature[] {
  return [...children(data.api), ...children(data.javascript.builtins)]
}

function allMembers(): Member[] {
  const interfaces = { ...data.api, ...data.javascript.builtins, ...prefixed('Intl'), ...prefixed('Temporal') }
  return Object.entries(interfaces).flatMap(([owner, of]) =>
    children(of)
      .filter(({ name }) => name !== owner && !name.includes('@@') && !name.endsWith('_event'))
      .map(({ name, since }) => ({ name: name.replace(/_static$/, ''), since, owner, isStatic: name.endsWith('_static') })),
  )
}

/** The classes of a namespace, by the name they are used by. */
function prefixed(namespace: string): Record<string, Identifier> {
  const of = data.javascript.builtins?.[namespace] ?? {}
  const entries = Object.entries(of).flatMap(([name, one]) => (isFeature(one) ? [[`${namespace}.${name}`, one] as const] : []))
  return Object.fromEntries(entries)
}

function children(of: Identifier | CompatStatement | undefined): Feature[] {
  return isFeature(of) ? Object.entries(of).flatMap(([name, one]) => featureOf(name, one)) : []
}

function featureOf(name: string, one: Identifier | CompatStatement | undefined): Feature[] {
  if (!isFeature(one) || one.__compat === undefined || isLeftOut(one.__compat)) return []
  return [{ name, since: sinceOf(one.__compat.support.chrome) }]
}

function isFeature(value: Identifier | CompatStatement | undefined): value is Identifier {
  return value !== undefined && !('support' in value)
}

function isLeftOut({ status, support }: CompatStatement): boolean {
  if (status === undefined) return false
  return status.deprecated || (!status.standard_track && sinceOf(support.chrome) === Number.POSITIVE_INFINITY)
}

/** The first version that has it under its own name and without a flag. */
function sinceOf(support: SupportStatement | undefined): number {
  const statements = support === undefined ? [] : Array.isArray(support) ? support : [support]
  const versions = statements.flatMap((statement) => {
    const { version_added: added } = statement
    const isPlain = !('flags' in statement) && !('prefix' in statement) && !('alternative_name' in statement)
    return isPlain && typeof added === 'string' && /^≤?\d+$/.test(added) ? [Number(added.replace('≤', ''))] : []
  })
  return versions.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...versions)
}
