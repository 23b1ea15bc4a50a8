/** What is typed, as tags: apart at spaces and commas, without a `#`, and each once, however it is written. */
export function withTags(tags: readonly string[], typed: string): string[] {
  const words = typed.split(/[\s,]+/).map((word) => word.replace(/^#+/, ''))
  const all = [...tags, ...words.filter((word) => word !== '')]
  return all.filter((tag, index) => all.findIndex((other) => other.toLowerCase() === tag.toLowerCase()) === index)
}
