import { CueReceipt, type OverlayName } from '@landale/protocol'
import type { Append } from '@/append.ts'
import { invalid } from '@/http/parse.ts'
import type { ServerMetrics } from '@/metrics.ts'

/** Takes what a page says of one of its cues; `peer` is its socket's id. Rejects with a Problem. */
export type Receive = (
  overlay: OverlayName,
  peer: string,
  payload: Record<string, unknown>,
  /** Viewers see this page, not a preview of it: only then does it count. */
  isPresenter: boolean,
) => Promise<Record<string, unknown>>

export type ReceiptsOptions = {
  append: Append
  metrics: Pick<ServerMetrics, 'paintSeconds'>
  /** A page says how long one of its cues took to be painted, in ms. */
  onPaint: (overlay: OverlayName, ms: number) => void
}

/** Receipts are events, so that a queue that is read again from the log knows what was seen. Each is one, however often it is said. */
export function createReceipts({ append, metrics, onPaint }: ReceiptsOptions): Receive {
  return async (overlay, peer, payload, isPresenter) => {
    const receipt = CueReceipt.safeParse(payload)
    if (!receipt.success) throw invalid(receipt.error, [], 'invalid_receipt')
    const { cue, phase, instance = peer, paint_ms } = receipt.data
    if (!isPresenter) return { counts: false }
    if (paint_ms !== undefined) {
      metrics.paintSeconds.observe({ overlay }, paint_ms / 1_000)
      onPaint(overlay, paint_ms)
    }
    const event = {
      type: `cue.${phase}`,
      actor: `overlay:${overlay}`,
      source: 'system',
      payload: { cue, overlay, instance },
      idempotency_key: `receipt:${cue}:${phase}:${instance}`,
    }
    const { events } = await append('current', [event])
    return { counts: true, position: events[0]?.position }
  }
}
