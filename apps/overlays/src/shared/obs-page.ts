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

/** What a page says of the browser it runs in: OBS's is older than others. */
export function browserPage({ navigator, innerWidth, innerHeight }: Pick<Window, 'navigator' | 'innerWidth' | 'innerHeight'>): {
  chromium?: number
  viewport: { width: number; height: number }
} {
  const major = navigator.userAgent.match(/Chrome\/(\d{1,4})/)?.[1]
  return {
    ...(major === undefined ? undefined : { chromium: Number(major) }),
    viewport: { width: innerWidth, height: innerHeight },
  }
}
