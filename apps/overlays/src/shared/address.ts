/** What a page's own address tells it. */
export type Address = {
  readonly key: string
  readonly socketUrl: string
  readonly isDebug: boolean
  /** Sample state instead of a server; only with debug. */
  readonly isDemo: boolean
}

export function readAddress({ protocol, host, searchParams }: URL): Address {
  const isDebug = searchParams.get('debug') === '1'
  return {
    key: searchParams.get('key') ?? '',
    socketUrl: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/socket`,
    isDebug,
    isDemo: isDebug && searchParams.get('demo') === '1',
  }
}
