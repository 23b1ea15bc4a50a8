import './takeover.css'
import type { PageProps } from '@/shared/page.tsx'
import { TakeoverView } from './takeover-view.tsx'

/** What covers the screen, on a page of its own. */
export function Takeover(props: PageProps<'takeover'>) {
  return <TakeoverView stage={props.stage} cues={props.state()?.cues} now={() => props.now()} />
}
