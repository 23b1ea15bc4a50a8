import { type OverlayName, overlayOptions } from '@landale/protocol'
import { themeNames } from '@landale/theme'
import { about } from '@/gallery/about.ts'
import { CueData, dataSchemaOf, takesCues } from './data.ts'
import { jsonSchemaOf } from './json-schema.ts'
import { optionsSchema } from './options-schema.ts'
import type { CustomAction, Manifest, Schema } from './specification.ts'

/** What they are drawn for. Another size is as well: all of them is measured in shares of it. */
const ideal = { width: { ideal: 1_920 }, height: { ideal: 1_080 } }

/** The manifest of an overlay, from what its page is made of. `build`: the id of the sources. */
export function manifestOf(name: OverlayName, build: string): Manifest {
  const actions = takesCues(name) || name === 'alerts' ? cueActions() : []
  return {
    $schema: 'https://ograf.ebu.io/v1/specification/json-schemas/graphics/schema.json',
    id: `landale.${name}`,
    version: build,
    name: `Landale: ${name}`,
    description: about[name].summary,
    main: `${name}.js`,
    supportsRealTime: true,
    supportsNonRealTime: true,
    stepCount: 1,
    schema: dataSchema(name),
    ...(actions.length === 0 ? undefined : { customActions: actions }),
    renderRequirements: [{ resolution: ideal }],
  }
}

function dataSchema(name: OverlayName): Schema {
  const schema = jsonSchemaOf(dataSchemaOf(name))
  const first = name === 'alerts' || name === 'takeover' ? withDefaults(schema, firstWords[name]) : schema
  return {
    ...first,
    properties: {
      ...propertiesOf(first),
      options: optionsSchema(overlayOptions[name], themeNames),
      zero_at: {
        type: 'integer',
        title: 'Clock at 0',
        description:
          'The time of day, in ms since the epoch, that the timestamp 0 of what is not rendered in real time stands for. Times in the data are on the same clock.',
      },
    },
  }
}

function cueActions(): readonly CustomAction[] {
  return [
    {
      id: 'cue',
      name: 'Show a cue',
      description:
        'Shows one more thing on its layer. What is in front of others makes them step back for as long as it is there.',
      schema: withDefaults(jsonSchemaOf(CueData), firstWords.alerts),
    },
    { id: 'clear', name: 'Take the cues off', description: 'All of them leave; what stands comes back.', schema: null },
  ]
}

const firstWords = {
  alerts: { kind: 'channel.followed', name: 'Mossy_Kettle', deed: 'followed', layer: 'midground', size: 'cheer' },
  takeover: { kind: 'please-stand-by', deed: 'Please stand by' },
} as const

/** What a form begins with. */
function withDefaults(schema: Schema, defaults: Readonly<Record<string, string>>): Schema {
  const parts = Object.entries(propertiesOf(schema))
  const properties = parts.map(([name, part]) => [name, name in defaults ? { ...part, default: defaults[name] } : part])
  return { ...schema, properties: Object.fromEntries(properties) }
}

function propertiesOf({ properties }: Schema): Readonly<Record<string, object>> {
  return properties as Readonly<Record<string, object>>
}
