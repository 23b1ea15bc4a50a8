/*
 * What EBU OGraf asks of a graphic: the Graphics specification, version 1 (https://ograf.ebu.io), as its manifest's JSON Schema, its text
 * and its TypeScript definitions 1.2.0 have it. Written from these; anything may carry more than is named here, as `v_…`.
 */

/** The answer to every call. 2xx: it was done; 4xx: it was asked for wrongly; 5xx: it went wrong here. */
export type Answer = { readonly statusCode: number; readonly statusMessage?: string }

/** `currentStep` is left out where the graphic went to its end. */
export type PlayAnswer = Answer & { readonly currentStep?: number }

/** A JSON Schema, with OGraf's own words in it for whoever draws a form of it. */
export type Schema = { readonly [word: string]: unknown }

export type CustomAction = {
  readonly id: string
  readonly name: string
  readonly description?: string
  /** Of its payload; null where it has none. */
  readonly schema: Schema | null
}

/** A number as large as it is best, in pixels. */
type Wish = { readonly ideal: number }

/** What `<name>.ograf.json` holds. */
export type Manifest = {
  readonly $schema: 'https://ograf.ebu.io/v1/specification/json-schemas/graphics/schema.json'
  readonly id: string
  readonly version: string
  readonly name: string
  readonly description: string
  /** The module, from the manifest's place. Its default export is the element's class. */
  readonly main: string
  readonly supportsRealTime: boolean
  readonly supportsNonRealTime: boolean
  readonly stepCount: number
  /** Of `data`, as `load` and `updateAction` take it. */
  readonly schema: Schema
  readonly customActions?: readonly CustomAction[]
  /** Of them, one has to be met. */
  readonly renderRequirements: readonly { readonly resolution: { readonly width: Wish; readonly height: Wish } }[]
}

/** The element. What it is handed comes from outside, so it is parsed before it is used. */
export type GraphicElement = HTMLElement & {
  load(params: unknown): Promise<Answer>
  dispose(params?: unknown): Promise<Answer>
  playAction(params?: unknown): Promise<PlayAnswer>
  stopAction(params?: unknown): Promise<Answer>
  updateAction(params: unknown): Promise<Answer>
  customAction(params: unknown): Promise<Answer>
  goToTime(params: unknown): Promise<Answer>
  setActionsSchedule(params: unknown): Promise<Answer>
}
