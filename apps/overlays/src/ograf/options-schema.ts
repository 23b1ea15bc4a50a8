import type { Option, OptionsDefinition } from '@landale/protocol'
import type { Schema } from './specification.ts'

/** A graphic makes no sound: what is heard is up to the renderer's own desk. */
const leftOut: readonly string[] = ['sound', 'volume']

/** The options of an overlay as a form has them. */
export function optionsSchema(definition: OptionsDefinition, themes: readonly string[]): Schema {
  const options = Object.entries(definition).filter(([name]) => !leftOut.includes(name))
  const properties = options.map(([name, option]) => [name, name === 'theme' ? choice(option, themes) : schemaOf(option)])
  return {
    type: 'object',
    title: 'Options',
    description: 'Another size or place is drawn anew, without motion; a theme is chosen when the graphic is loaded.',
    properties: Object.fromEntries(properties),
  }
}

function schemaOf(option: Option): Schema {
  const { summary: description } = option
  switch (option.kind) {
    case 'number': {
      const type = option.isWhole ? 'integer' : 'number'
      return { type, description, minimum: option.from, maximum: option.to, default: option.default }
    }
    case 'choice':
      return choice(option, option.values)
    case 'flag':
      return { type: 'boolean', description, default: option.default }
    case 'text':
      return {
        type: 'string',
        description,
        maxLength: option.longest,
        ...(option.pattern === undefined ? undefined : { pattern: option.pattern.source }),
        default: option.default,
      }
    default:
      return option satisfies never
  }
}

function choice({ summary, default: otherwise }: Option, values: readonly string[]): Schema {
  const labels = Object.fromEntries(values.map((value) => [value, value]))
  return { type: 'string', description: summary, gddType: 'select', gddOptions: { labels }, enum: values, default: otherwise }
}
