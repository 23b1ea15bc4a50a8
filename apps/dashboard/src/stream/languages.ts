import { texts } from '@/texts.ts'

/** The languages that Twitch lets a broadcast be in. Source: help.twitch.tv, "Languages on Twitch". */
const codes = [
  'ar',
  'bg',
  'ca',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'fi',
  'fr',
  'hi',
  'hu',
  'id',
  'it',
  'ja',
  'ko',
  'ms',
  'nl',
  'no',
  'pl',
  'pt',
  'ro',
  'ru',
  'sk',
  'sv',
  'th',
  'tl',
  'tr',
  'uk',
  'vi',
  'zh',
  'zh-hk',
]
const named = new Intl.DisplayNames('en', { type: 'language' })
const special: Readonly<Record<string, string>> = texts.stream.channel.languages

/** Languages by name, and among them the one that is set, even where it is none of these. */
export function languagesWith(current: string): readonly { code: string; name: string }[] {
  const all = [...new Set([...codes, ...Object.keys(special), ...(current === '' ? [] : [current])])]
  return all.map((code) => ({ code, name: languageName(code) })).sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

export function languageName(code: string): string {
  try {
    return special[code] ?? named.of(code) ?? code
  } catch {
    // What is no language tag at all stands for itself.
    return code
  }
}
