type About = {
  /** What it does, for whoever chooses: a sentence. */
  readonly summary: string
}

/** What the address of an overlay may ask for, one option each: `?scale=1.5&position=left`. */
export type NumberOption = About & {
  readonly kind: 'number'
  readonly from: number
  readonly to: number
  readonly isWhole: boolean
  readonly default: number
  /** `seconds`, where it has one. */
  readonly unit?: string
}

export type ChoiceOption<Value extends string = string> = About & {
  readonly kind: 'choice'
  readonly values: readonly Value[]
  readonly default: NoInfer<Value>
}

/** `0` or `1`. */
export type FlagOption = About & { readonly kind: 'flag'; readonly default: boolean }

export type TextOption = About & {
  readonly kind: 'text'
  readonly longest: number
  /** What all of it has to match; any text where it is left out. */
  readonly pattern?: RegExp
  /** What the pattern asks for, after "is": `a name of small letters, digits and "-"`. */
  readonly meaning?: string
  readonly default: string
}

export type Option = NumberOption | ChoiceOption | FlagOption | TextOption

/** The options of an overlay, by their names in its address. */
export type OptionsDefinition = Readonly<Record<string, Option>>

type ValueOf<One extends Option> = One extends { kind: 'number' }
  ? number
  : One extends { kind: 'flag' }
    ? boolean
    : One extends { kind: 'choice'; values: readonly (infer Value)[] }
      ? Value
      : string

/** What a page reads of a definition. */
export type OptionsOf<Definition extends OptionsDefinition> = { readonly [Name in keyof Definition]: ValueOf<Definition[Name]> }
