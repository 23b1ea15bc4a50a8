import { OverlayParams } from '@landale/protocol'

/** A page that is joined to an overlay's topic. `source`: what it calls the browser source that it is shown in. */
export type OverlayPage = { overlay: string; source?: string; isObs: boolean }

/** The overlay pages that are joined now: one entry a join, so bounded by the sockets. */
export class OverlayPages {
  readonly #pages = new Set<OverlayPage>()

  get all(): readonly OverlayPage[] {
    return [...this.#pages]
  }

  /** Takes a page that joins with `params`; what comes back is to be called when it leaves. */
  add(overlay: string, params: Record<string, unknown>): () => void {
    const { obs, source } = OverlayParams.safeParse(params).data ?? {}
    const page = { overlay, isObs: obs !== undefined, ...(source === undefined ? undefined : { source }) }
    this.#pages.add(page)
    return () => this.#pages.delete(page)
  }
}
