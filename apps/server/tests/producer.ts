import { api, type TestServer } from './fixture.ts'

export type ProducerOptions = {
  server: () => Pick<TestServer, 'url'>
  /** Events a second, in appends of `listEvents`. */
  perSecond: number
  listEvents: number
}

/** Appends at a steady rate, and sends again what was not answered until it is, as a producer that loses nothing does. */
export function startProducer({ server, perSecond, listEvents }: ProducerOptions) {
  /** The seq that each key was given. */
  const acknowledged = new Map<string, number>()
  const unanswered = new Set<Promise<void>>()
  let sent = 0
  let stopped = false
  const send = async (first: number) => {
    const keys = Array.from({ length: listEvents }, (_, index) => `k${first + index}`)
    const events = keys.map((key) => ({ type: 'note.taken', payload: { key }, actor: 'drill', idempotency_key: key }))
    for (;;) {
      const reply = await api(server(), 'worker', '/v1/sessions/current/append', { events }).catch(() => undefined)
      if (reply?.status === 201) {
        const places = reply.body.events as { seq: number }[]
        for (const [index, key] of keys.entries()) acknowledged.set(key, places[index]?.seq ?? 0)
        return
      }
      if (reply !== undefined && reply.status < 500) throw new Error(`refused: ${JSON.stringify(reply.body)}`)
      await Bun.sleep(20)
    }
  }
  const running = (async () => {
    const startedAt = performance.now()
    while (!stopped) {
      const due = Math.floor(((performance.now() - startedAt) / 1_000) * perSecond)
      for (; sent + listEvents <= due; sent += listEvents) {
        const one = send(sent).finally(() => unanswered.delete(one))
        unanswered.add(one)
      }
      await Bun.sleep(5)
    }
    await Promise.all(unanswered)
  })()
  return {
    acknowledged,
    /** Settles when everything was answered; gives back how many events that is. */
    async stop(): Promise<number> {
      stopped = true
      await running
      return sent
    },
  }
}
