/** Letters of EIA-608 (CTA-608-E, tables 50, 5 to 10) beyond ASCII that caption decoders and OBS's encoder have. */
const repertoire = new Set('áéíóúçñÑ®°½¿™¢£♪àèâêîôûÁÉÓÚÜü¡©ÀÂÇÈÊËëÎÏïÔÙùÛ«»ÃãÍÌìÒòÕõÄäÖöß¥ÅåØø÷')

/** ASCII that EIA-608 has at another place or not at all; what has no plain equivalent is left out. */
const notInAscii: ReadonlyMap<string, string> = new Map([
  ['`', "'"],
  ['^', ''],
  ['\\', '/'],
  ['{', '('],
  ['}', ')'],
  ['|', '/'],
  ['~', '-'],
  ['*', ''],
  ['_', ' '],
])

const equivalents: ReadonlyMap<string, string> = new Map([
  ['‘', "'"],
  ['’', "'"],
  ['‚', "'"],
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['‐', '-'],
  ['‑', '-'],
  ['–', '-'],
  ['—', '-'],
  ['…', '...'],
  ['•', '-'],
  ['€', 'EUR'],
  ['×', 'x'],
  ['♫', '♪'],
  ['æ', 'ae'],
  ['Æ', 'AE'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['ł', 'l'],
  ['Ł', 'L'],
  ['đ', 'd'],
  ['Đ', 'D'],
  ['ı', 'i'],
  ['þ', 'th'],
  ['ð', 'd'],
])

/** Text as captions can show it: letters of EIA-608 alone, one space between words, nothing else. */
export function captionText(text: string): string {
  let plain = ''
  for (const letter of text.normalize('NFC')) plain += captionLetter(letter)
  return plain.replace(/ +/g, ' ').trim()
}

function captionLetter(letter: string): string {
  if (/^\s$/.test(letter)) return ' '
  const replaced = notInAscii.get(letter) ?? equivalents.get(letter)
  if (replaced !== undefined) return replaced
  if (isShown(letter)) return letter
  // What is left of a letter without its marks, where it is one at all.
  const bare = letter.normalize('NFKD').replace(/\p{M}/gu, '')
  return [...bare].every((part) => isShown(part) && !notInAscii.has(part)) ? bare : ''
}

function isShown(letter: string): boolean {
  return (letter >= ' ' && letter <= '~') || repertoire.has(letter)
}
