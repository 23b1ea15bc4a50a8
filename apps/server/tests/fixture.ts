import { createLogger } from '@landale/service'
import { addresses, environmentOf, type ServerOptions, type TestServer, temporaryFolder } from '@landale/testing/server'
import { loadConfig } from '@/config.ts'
import { startServer } from '@/server.ts'

export { api, keys, type ServerProcess, serverProcess, type TestServer, temporaryFolder } from '@landale/testing/server'

/** The real server, in this process, on free ports. */
export async function serverHere(options: ServerOptions = {}): Promise<TestServer> {
  const folder = options.dataDir === undefined ? temporaryFolder() : undefined
  const dataDir = options.dataDir ?? folder?.path ?? ''
  const config = loadConfig(environmentOf(options, dataDir))
  const server = await startServer(config, createLogger({ service: 'test', level: 'error', terminal: false }))
  const { ports } = server
  return {
    dataDir,
    ports,
    ...addresses(ports),
    async [Symbol.asyncDispose]() {
      await server.stop('test')
      folder?.[Symbol.dispose]()
    },
  }
}
