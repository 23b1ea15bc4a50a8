import { expect, test } from 'bun:test'
import { overlayNames, overlayOptions, overlayStates } from '@landale/protocol'
import { z } from 'zod'
import { CueData, dataSchemaOf } from './data.ts'
import { filled } from './filled.ts'
import { manifestOf } from './manifest.ts'
import type { Schema } from './specification.ts'

/*
 * What the specification's own JSON Schemas ask for (version 1: graphics/schema.json, lib/action.json, gdd/object.json, basic-types.json
 * and gdd-types.json), written anew: they are published at https://ograf.ebu.io alone, and a test needs no network.
 */
const types = ['boolean', 'string', 'number', 'integer', 'array', 'object']

function faultsOf(schema: unknown, at: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [`${at} is no schema`]
  const { type, properties, items, gddType, gddOptions, ...rest }: Schema = { ...schema }
  if (!types.includes(String(type))) return [`${at} has the type ${String(type)}`]
  const faults: string[] = []
  if ('default' in rest && !isOf(String(type), rest.default)) faults.push(`${at} has a default of another type`)
  if (gddType !== undefined && gddType !== 'select') faults.push(`${at} is a ${String(gddType)}`)
  if (gddType === 'select' && !(type === 'string' && Array.isArray(rest.enum) && typeof gddOptions === 'object'))
    faults.push(`${at} is a choice of nothing`)
  if (type === 'array') faults.push(...faultsOf(items, `${at}[]`))
  if (type !== 'object') return faults
  if (typeof properties !== 'object' || properties === null) return [...faults, `${at} has no properties`]
  return [...faults, ...Object.entries(properties).flatMap(([name, part]) => faultsOf(part, `${at}.${name}`))]
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'array') return Array.isArray(value)
  return typeof value === type
}

const Data = z.unknown().refine((schema) => faultsOf(schema, 'schema').length === 0)
const Wish = z.strictObject({ max: z.number(), min: z.number(), exact: z.number(), ideal: z.number() }).partial()
const OfficialManifest = z.strictObject({
  $schema: z.literal('https://ograf.ebu.io/v1/specification/json-schemas/graphics/schema.json'),
  id: z.string(),
  version: z.string().optional(),
  main: z.string(),
  name: z.string(),
  description: z.string().optional(),
  customActions: z
    .array(z.strictObject({ id: z.string(), name: z.string(), description: z.string().optional(), schema: Data.nullable() }))
    .optional(),
  supportsRealTime: z.boolean(),
  supportsNonRealTime: z.boolean(),
  stepCount: z.number().min(-1).optional(),
  schema: Data,
  renderRequirements: z.array(z.strictObject({ resolution: z.object({ width: Wish, height: Wish }) })).optional(),
})

test.each([...overlayNames])('the manifest of %s is one by the specification', (name) => {
  const manifest: unknown = JSON.parse(JSON.stringify(manifestOf(name, 'abc')))
  expect(faultsOf(manifestOf(name, 'abc').schema, 'schema')).toEqual([])
  expect(OfficialManifest.safeParse(manifest).error).toBeUndefined()
})

test('ids are told apart, and a module lies beside its manifest', () => {
  const manifests = overlayNames.map((name) => manifestOf(name, 'abc'))
  expect(new Set(manifests.map(({ id }) => id)).size).toBe(overlayNames.length)
  expect(manifests.map(({ main }) => main)).toEqual(overlayNames.map((name) => `${name}.js`))
})

test('what may be null may be left out of the data', () => {
  const goal = { id: 'subs', label: 'Subs', current: 3, target: 10 }
  expect(overlayStates.goals.safeParse({ goals: [goal] }).success).toBe(false)
  const schema = dataSchemaOf('goals')
  expect(schema.parse(filled(schema, { goals: [goal] }))).toEqual({ goals: [{ ...goal, reached_at: null }] })
})

test('a form begins with what can be played at once, and asks for the options of the page, but for its sound', () => {
  const { schema } = manifestOf('alerts', 'abc')
  const Form = z.looseObject({ properties: z.record(z.string(), z.looseObject({})) })
  const { properties } = Form.parse(schema)
  const begun = Object.entries(properties).flatMap(([name, part]) => ('default' in part ? [[name, part.default]] : []))
  expect(CueData.safeParse(Object.fromEntries(begun)).success).toBe(true)
  const asked = Object.keys(Form.parse(properties.options).properties)
  expect(asked).toEqual(Object.keys(overlayOptions.alerts).filter((name) => name !== 'sound' && name !== 'volume'))
})
