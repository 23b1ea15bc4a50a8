import { listen } from '@/listen.ts'
import type { CreateSource } from '../source.ts'
import { createIronmonListener, type IronmonListener } from './listener.ts'

const noGame = 'no game is connected'

/** Games over TCP: the IronMON Connect plugin of the tracker. */
export const createIronmon: CreateSource = ({ log, config, clock, status, logger, metrics, currentRun }) => {
  let listener: IronmonListener | undefined
  return {
    name: 'ironmon',
    get port() {
      return listener?.port
    },
    start() {
      status.off(noGame)
      listener = listen('LANDALE_TCP_PORT', config.ports.tcp, () =>
        createIronmonListener({
          hostname: config.host,
          port: config.ports.tcp,
          limits: config.tcp,
          logger,
          metrics,
          append: (events) => log.append(events),
          currentRun,
          onConnections: (count) => (count > 0 ? status.ok() : status.off(noGame)),
          now: clock.now,
        }),
      )
    },
    async stop() {
      await listener?.stop()
    },
  }
}
