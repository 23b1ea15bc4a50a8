import { encodeFrame, type OpenPage, OverlayParams, type Vitals } from '@landale/protocol'
import { Problem } from '@/http/problem.ts'
import type { Peer } from './peer.ts'

/** What of a page the watch over OBS's browser sources needs. */
export type OverlayPage = { overlay: string; source?: string; isObs: boolean }

type Page = Omit<OpenPage, 'is_presenter'> & { peer: Peer }

export type OverlayPagesOptions = { build: () => string; clock: () => number; onChange: () => void }

/** The overlay pages that are joined now: one entry a join, so bounded by the sockets. */
export class OverlayPages {
  readonly #options: OverlayPagesOptions
  readonly #pages = new Set<Page>()

  constructor(options: OverlayPagesOptions) {
    this.#options = options
  }

  get all(): readonly OverlayPage[] {
    return [...this.#pages].map(({ overlay, obs, source }) => ({
      overlay,
      isObs: obs !== null,
      ...(source === null ? undefined : { source }),
    }))
  }

  /** As the dashboard lists them. */
  get open(): OpenPage[] {
    return [...this.#pages].map(({ peer: _, ...page }) => ({ ...page, is_presenter: this.#isPresenter(page) }))
  }

  /** Takes a page that joins with `params`; what comes back is to be called when it leaves. */
  add(overlay: string, peer: Peer, params: Record<string, unknown>): () => void {
    const { build, clock, onChange } = this.#options
    const said = OverlayParams.safeParse(params).data ?? {}
    const page: Page = {
      overlay,
      peer,
      instance: said.instance ?? peer.id,
      build: said.build ?? null,
      is_current: said.build === build(),
      obs: said.obs ?? null,
      source: said.source ?? null,
      chromium: said.chromium ?? null,
      viewport: said.viewport ?? null,
      since: clock(),
      vitals: null,
      heard_at: null,
    }
    this.#pages.add(page)
    onChange()
    return () => {
      this.#pages.delete(page)
      onChange()
    }
  }

  vitals(overlay: string, peer: Peer, vitals: Vitals): void {
    const page = this.#of(overlay, peer)
    if (page === undefined) return
    page.vitals = vitals
    page.heard_at = this.#options.clock()
    this.#options.onChange()
  }

  /** Whether what this page shows is what viewers see: the first in OBS, or the first of all where none is. */
  isPresenter(overlay: string, peer: Peer): boolean {
    const page = this.#of(overlay, peer)
    return page !== undefined && this.#isPresenter(page)
  }

  /** Tells one page something. Throws a Problem where it is not open. */
  tell(instance: string, event: 'refresh' | 'identify'): { overlay: string } {
    const page = [...this.#pages].find((candidate) => candidate.instance === instance)
    if (page === undefined) throw new Problem('page_not_found', 'instance: no page of that name is open')
    const { overlay, peer } = page
    peer.send(encodeFrame({ joinRef: null, ref: null, topic: `overlay:${overlay}`, event, payload: {} }))
    return { overlay }
  }

  #of(overlay: string, peer: Peer): Page | undefined {
    return [...this.#pages].find((page) => page.overlay === overlay && page.peer === peer)
  }

  #isPresenter({ overlay, instance }: Pick<Page, 'overlay' | 'instance'>): boolean {
    const pages = [...this.#pages].filter((page) => page.overlay === overlay)
    return (pages.find(({ obs }) => obs !== null) ?? pages[0])?.instance === instance
  }
}
