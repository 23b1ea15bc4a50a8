import { OverlayName } from '@landale/protocol'
import { answers } from './answers.ts'
import type { Link } from './link.ts'
import type { OverlaySource } from './overlay-decision.ts'
import { optional } from './question.ts'

/** More browser sources than this are not watched. */
const maxSources = 100

type Known = Omit<OverlaySource, 'isActive'>

/** The browser sources whose address is one of our overlays. The address itself holds a key, and goes no further than here. */
export async function askOverlaySources(link: Link): Promise<Known[]> {
  const [list] = await link.batch([{ requestType: 'GetInputList', requestData: { inputKind: 'browser_source' } }])
  const inputs = optional(list, answers.GetInputList)?.inputs.slice(0, maxSources) ?? []
  const settings = await link.batch(
    inputs.map(({ inputName }) => ({ requestType: 'GetInputSettings' as const, requestData: { inputName } })),
  )
  return inputs.flatMap(({ inputName }, index) => {
    const url = optional(settings[index], answers.GetInputSettings)?.inputSettings.url
    const address = url === undefined ? undefined : overlayIn(url)
    return address === undefined ? [] : [{ name: inputName, ...address }]
  })
}

/** Adds which of them are on program. */
export async function askActive(link: Link, sources: readonly Known[]): Promise<OverlaySource[]> {
  const found = await link.batch(
    sources.map(({ name }) => ({ requestType: 'GetSourceActive' as const, requestData: { sourceName: name } })),
  )
  return sources.map((source, index) => ({
    ...source,
    isActive: optional(found[index], answers.GetSourceActive)?.videoActive ?? false,
  }))
}

/** The overlay that an address is of: `/overlay/<name>`. */
export function overlayIn(address: string): { overlay: string; pageSource: string | undefined } | undefined {
  if (!URL.canParse(address)) return undefined
  const { pathname, searchParams } = new URL(address)
  const name = /^\/overlay\/([^/]+)\/?$/.exec(pathname)?.[1]
  if (!OverlayName.safeParse(name).success || name === undefined) return undefined
  return { overlay: name, pageSource: searchParams.get('source') ?? undefined }
}
