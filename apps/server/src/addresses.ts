import type { Keys } from './access/keys.ts'
import type { Config } from './config.ts'

/** The address people and OBS use. */
export function baseUrl({ publicUrl, host }: Pick<Config, 'publicUrl' | 'host'>, port: number): string {
  if (publicUrl !== undefined) return publicUrl.replace(/\/$/, '')
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** An overlay's address for a browser source, with its key; without a name, that of the page which lists them all. */
export function overlayUrl(config: Config, port: number, name: string, key: string): string {
  return `${baseUrl(config, port)}/overlay/${name}?key=${key}`
}

/** For the terminal of the one who starts the server; never for a log, since it holds keys. */
export function addressesText(config: Config, ports: { http: number; health: number }, keys: Keys): string {
  const lines = [
    `  Dashboard  ${baseUrl(config, ports.http)}/?key=${keys.control}`,
    `  Overlays   ${overlayUrl(config, ports.http, '', keys.overlay)}`,
    `  The stage  ${overlayUrl(config, ports.http, 'stage', keys.overlay)}`,
    `  API        ${baseUrl(config, ports.http)}/docs`,
    `  Health     http://${config.host}:${ports.health}/ready`,
  ]
  return `\n${lines.join('\n')}\n\n`
}
