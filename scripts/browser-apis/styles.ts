import type { Feature, Newer } from './features.ts'

/** What a style sheet uses that is newer: properties, values, functions, selectors, at-rules and what they ask for. */
export function newerInStyles(text: string, newer: Newer): Feature[] {
  const found: Feature[] = []
  const note = (name: string, feature: Feature | undefined) => {
    if (feature !== undefined) found.push({ name, since: feature.since })
  }
  for (const { kind, text: part } of partsOf(text)) {
    const atRule = /^@([\w-]+)/.exec(part)?.[1]
    if (atRule !== undefined) {
      note(`@${atRule}`, newer.atRules.get(atRule))
      for (const [, query = ''] of part.matchAll(/([\w-]+)\s*[(:]/g)) note(`@${atRule} ${query}`, newer.queries.get(query))
    } else if (kind === 'prelude') {
      for (const [, name = ''] of part.matchAll(/::?([\w-]+)/g)) note(`:${name}`, newer.selectors.get(name))
    } else {
      const [, property = '', value = ''] = /^([\w-]+)\s*:(.*)$/s.exec(part) ?? []
      // The build writes the older name before the newer one, where there is one.
      if (!text.includes(`-webkit-${property}:`)) note(property, newer.properties.get(property))
      const words = new Set(value.match(/[\w-]+/g))
      for (const one of newer.values.get(property) ?? []) if (words.has(one.name)) note(`${property}: ${one.name}`, one)
      for (const [, name = ''] of value.matchAll(/([\w-]+)\(/g)) note(`${name}()`, newer.functions.get(name))
      if (/\battr\([^),]*\s(?:type\(|raw-string|number|%|[a-z]+\b)/.test(value)) note('attr() with a type', typedAttr)
    }
  }
  return found
}

/** The data has it in parts, of which none is named as it is written. */
const typedAttr: Feature = { name: 'attr() with a type', since: 133 }

type Part = { kind: 'prelude' | 'declaration'; text: string }

/** A sheet cut at its braces and semicolons, without comments and strings, which could hold either. */
function partsOf(text: string): Part[] {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\)/g, '""')
  return [...bare.matchAll(/([^{};]+)([{};]|$)/g)].map(([, part = '', end]) => ({
    kind: end === '{' ? 'prelude' : 'declaration',
    text: part.trim(),
  }))
}
