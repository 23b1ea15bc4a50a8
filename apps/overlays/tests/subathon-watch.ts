import { createClient } from '@landale/client'
import type { QueueView, StageView } from '@landale/protocol'
import { keys, type ServerProcess } from '@landale/testing/server'

/** What becomes of cues, counted as it is told, and of the timer. */
export function watchStage({ socketUrl }: Pick<ServerProcess, 'socketUrl'>) {
  const client = createClient({ url: socketUrl, key: keys.control, name: 'subathon', onError: () => {} })
  const outcomes: Record<string, number> = {}
  const timer = { wasCapped: false, wasOver: false }
  const waiting = new Set<() => void>()
  let lastSettled: { id: string; at: number } | undefined
  let isQuiet = true
  client.state<QueueView>('stream:queue', {
    onState({ playing, waiting: line, settled }) {
      const known = settled.findIndex(({ cue, at }) => cue.id === lastSettled?.id && at === lastSettled.at)
      for (const { outcome } of known === -1 ? settled : settled.slice(0, known)) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      const [newest] = settled
      lastSettled = newest && { id: newest.cue.id, at: newest.at }
      isQuiet = playing.length + line.length === 0
      if (isQuiet) for (const go of waiting) go()
    },
  })
  client.state<StageView>('stream:stage', {
    onState({ timers }) {
      for (const { is_capped, status, left_ms } of timers) {
        timer.wasCapped ||= is_capped
        timer.wasOver ||= is_capped && status === 'running' && left_ms === 0
      }
    },
  })
  return {
    outcomes,
    timer,
    /** Resolves once nothing is on and nothing waits. */
    async quiet(): Promise<void> {
      if (isQuiet) return
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.add(resolve)
      await promise.finally(() => waiting.delete(resolve))
    },
    [Symbol.dispose]: () => client.close(),
  }
}
