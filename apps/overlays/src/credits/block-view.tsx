import { For, Match, Show, Switch } from 'solid-js'
import type { Block, GroupName } from './blocks.ts'
import { words } from './words.ts'

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>

/** A piece of the credits. Names are viewers' own: only ever text, in their own direction, and cut by the width that they have. */
export function BlockView(props: { block: Block; isTakenBack: (group: GroupName, name: string) => boolean }) {
  const as = <Kind extends Block['kind']>(kind: Kind) => (props.block.kind === kind ? (props.block as Of<Kind>) : undefined)
  return (
    <Switch>
      <Match when={as('title')}>
        {(title) => (
          <header class="credits-title">
            <p class="credits-label" data-step>
              {words.title}
            </p>
            <bdi class="credits-headline" data-step>
              {title().title}
            </bdi>
            <Show when={title().onAir}>
              {(onAir) => (
                <>
                  <p class="credits-label" data-step>
                    {words.onAir}
                  </p>
                  <p class="credits-on-air" data-step>
                    {onAir()}
                  </p>
                </>
              )}
            </Show>
          </header>
        )}
      </Match>
      <Match when={as('group')}>
        {(group) => (
          <section
            class="credits-group"
            data-group={group().group}
            data-begins={group().label !== ''}
            style={{ '--rows': String(group().people.length) }}
          >
            <h2 class="credits-label">{group().label}</h2>
            <ul class="credits-people">
              <For each={group().people}>
                {({ name, amount }) => (
                  <li class="credits-person" data-gone={props.isTakenBack(group().group, name)}>
                    <Show when={!props.isTakenBack(group().group, name)}>
                      <bdi class="credits-name words">{name}</bdi>
                      <span class="credits-amount">{amount}</span>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </Match>
      <Match when={as('counts')}>
        {(counts) => (
          <dl class="credits-counts">
            <For each={counts().counts}>
              {({ figure, of }) => (
                <div class="credits-count">
                  <dd>{figure}</dd>
                  <dt>{of}</dt>
                </div>
              )}
            </For>
          </dl>
        )}
      </Match>
      <Match when={as('last')}>
        {(last) => (
          <footer class="credits-last">
            <p class="credits-headline">{last().text}</p>
          </footer>
        )}
      </Match>
    </Switch>
  )
}
