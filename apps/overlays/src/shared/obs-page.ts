declare global {
  interface Window {
    /** What OBS's browser gives its pages. */
    obsstudio?: { pluginVersion?: string }
  }
}

/** What a page in OBS says of itself when it joins, so that the server knows which browser source lives; nothing elsewhere. */
export function obsPage({ obsstudio, location }: Pick<Window, 'obsstudio' | 'location'>): { obs?: string; source?: string } {
  if (obsstudio === undefined) return {}
  const source = new URL(location.href).searchParams.get('source')
  return {
    obs: (obsstudio.pluginVersion ?? 'unknown').slice(0, 64),
    ...(source === null || source === '' ? undefined : { source: source.slice(0, 256) }),
  }
}
