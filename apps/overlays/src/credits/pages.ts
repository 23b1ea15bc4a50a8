/** Where a block stands in the column, in px. */
export type Extent = { readonly top: number; readonly height: number }

/** Blocks that are read at once. */
export type Page = Extent & { readonly blocks: readonly number[] }

/** With less motion nothing rolls: as many blocks as the screen has room for are a page. One that is higher is a page of its own. */
export function pagesOf(blocks: readonly Extent[], room: number): readonly Page[] {
  const pages: Page[] = []
  for (const [index, { top, height }] of blocks.entries()) {
    const page = pages.at(-1)
    const whole = page === undefined ? 0 : top + height - page.top
    if (page !== undefined && whole <= room) pages[pages.length - 1] = { ...page, height: whole, blocks: [...page.blocks, index] }
    else pages.push({ top, height, blocks: [index] })
  }
  return pages
}
