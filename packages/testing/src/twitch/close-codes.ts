/** Why the server ends a connection, as https://dev.twitch.tv/docs/eventsub/handling-websocket-events lists it. */
export const closeReasons: Readonly<Record<number, string>> = {
  1000: '',
  4000: 'internal server error',
  4001: 'client sent inbound traffic',
  4002: 'client failed ping-pong',
  4003: 'connection unused',
  4004: 'client reconnect grace time expired',
  4005: 'network timeout',
  4006: 'network error',
  4007: 'invalid reconnect attempt',
}

export const inboundTraffic = 4001
export const connectionUnused = 4003
export const graceTimeExpired = 4004
export const invalidReconnect = 4007
