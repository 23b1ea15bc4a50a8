import type { ChoiceOption, FlagOption, NumberOption, TextOption } from '../option.ts'

/** A theme's name: never a path, whatever it is put into. */
export const themeName = /^[a-z0-9-]{1,32}$/

/** The theme of a page whose address names none. */
export const defaultTheme = 'iron'

export const theme: TextOption = {
  kind: 'text',
  longest: 32,
  pattern: themeName,
  meaning: 'a name of up to 32 small letters, digits and "-"',
  default: defaultTheme,
  summary: 'The look: one of those that come with it, or the name of a file of yours in config/themes.',
}

export const scaleTo = (to: number, summary: string): NumberOption => ({
  kind: 'number',
  from: 0.5,
  to,
  isWhole: false,
  default: 1,
  summary,
})

export const common = { theme, scale: scaleTo(2, 'How large it is drawn. It keeps its place.') } as const
/** What is as wide as the screen has no room to grow. */
export const wide = { theme, scale: scaleTo(1, 'How large it is drawn, up to the width of the screen.') } as const

export const sounding = {
  sound: { kind: 'flag', default: true, summary: 'Whether it sounds.' } satisfies FlagOption,
  volume: {
    kind: 'number',
    from: 0,
    to: 100,
    isWhole: true,
    default: 100,
    unit: 'per cent',
    summary: 'How loud it is.',
  } satisfies NumberOption,
} as const

export const positions = <const Value extends string>(values: readonly Value[], summary: string) =>
  ({ kind: 'choice', values, default: values[0] as Value, summary }) satisfies ChoiceOption

export const corners = ['bottom-left', 'bottom-right', 'top-left', 'top-right'] as const
export const corner = (summary: string) => positions(corners, summary)

export const whole = (from: number, to: number, otherwise: number, summary: string, unit?: string): NumberOption => ({
  kind: 'number',
  from,
  to,
  isWhole: true,
  default: otherwise,
  summary,
  ...(unit === undefined ? undefined : { unit }),
})

export const flag = (otherwise: boolean, summary: string): FlagOption => ({ kind: 'flag', default: otherwise, summary })
