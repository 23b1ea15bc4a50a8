import { defaultTheme, overlayOptions, themeName } from '@landale/protocol'
import { themeNames } from '@landale/theme'
import { createEffect, createSignal, For, Show } from 'solid-js'
import type { GalleryName } from './about.ts'
import { Entry } from './entry.tsx'
import { Segments } from './segments.tsx'

/** What lies behind the frames, as a game would. */
export const grounds = ['game', 'snow', 'cave'] as const

const isBuilt = (name: string): name is GalleryName => __OVERLAYS__.includes(name) && name in overlayOptions
const names = Object.keys(overlayOptions).filter(isBuilt)

/** Every overlay that is built: how it looks, what it may be asked for, and the address that asks for it. */
export function Gallery() {
  const query = new URL(location.href).searchParams
  const key = query.get('key') ?? ''
  const asked = query.get('theme') ?? defaultTheme
  const [theme, setTheme] = createSignal(themeName.test(asked) ? asked : defaultTheme)
  const [ground, setGround] = createSignal<(typeof grounds)[number]>('game')
  createEffect(() => wear(theme()))

  return (
    <>
      <header class="head">
        <h1>Overlays</h1>
        <p class="lead">
          Each is a page for a browser source, 1920 by 1080. Choose, copy the address, and give it to OBS. It holds your overlay
          key: show it to nobody.
        </p>
        <div class="head-choices">
          <Segments legend="Look" name="look" values={themeNames} value={theme()} onChoose={setTheme} />
          <label class="field">
            <span class="field-name">or a theme of yours</span>
            <input
              type="text"
              maxLength={32}
              pattern="[a-z0-9\-]{1,32}"
              placeholder="its name in config/themes"
              onChange={({ currentTarget: { value } }) => themeName.test(value) && setTheme(value)}
            />
          </label>
          <Segments legend="Behind it" name="ground" values={grounds} value={ground()} onChoose={setGround} />
        </div>
        <Show when={key === ''}>
          <p class="warning">This page was opened without a key, so the addresses have none. Open it from the dashboard.</p>
        </Show>
        <nav aria-label="Overlays">
          <For each={names}>{(name) => <a href={`#${name}`}>{name.replaceAll('-', ' ')}</a>}</For>
        </nav>
      </header>
      <main>
        <For each={names}>{(name) => <Entry name={name} overlayKey={key} theme={theme()} ground={ground()} />}</For>
      </main>
    </>
  )
}

/** This page has the look that it offers. The server puts a theme's style sheet in the head; what is chosen here takes its place. */
function wear(theme: string): void {
  const link = document.querySelector<HTMLLinkElement>('link[data-theme]')
  if (theme === (link?.dataset.theme ?? defaultTheme)) return
  link?.remove()
  if (theme === defaultTheme) return
  const worn = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `/overlay/themes/${theme}.css` })
  worn.dataset.theme = theme
  document.head.append(worn)
}
