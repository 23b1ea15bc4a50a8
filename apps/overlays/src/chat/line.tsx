import type { ChatFragment, ChatLine } from '@landale/protocol'
import { For, Match, Show, Switch } from 'solid-js'
import { Emote } from '@/shared/emote.tsx'
import { marksOf } from './badges.ts'
import { nameColour } from './colour.ts'
import { surface } from './surface.ts'

/** Who it is, and what they say. Every word is a viewer's, so it is only ever text, in its own direction. */
export function Line(props: { line: ChatLine }) {
  return (
    <>
      <div class="line-words">
        <Show when={props.line.reply_to}>
          {(quoted) => (
            <p class="line-reply">
              <span>to</span>
              <bdi class="words line-quoted">{quoted().name}</bdi>
              <span class="words">
                “<bdi>{quoted().text}</bdi>”
              </span>
            </p>
          )}
        </Show>
        <p class="line-said">
          <span class="line-who">
            <For each={marksOf(props.line.badges)}>{(mark) => <i class="mark" data-mark={mark} />}</For>
            <bdi class="line-name" style={{ color: nameColour(props.line.color, props.line.actor, surface) }}>
              {props.line.name}
            </bdi>
          </span>{' '}
          <bdi>
            <For each={props.line.fragments}>{(fragment) => <Fragment fragment={fragment} />}</For>
          </bdi>
        </p>
      </div>
      <Show when={props.line.bits !== null}>
        <div class="line-heat" />
      </Show>
    </>
  )
}

function Fragment(props: { fragment: ChatFragment }) {
  return (
    <Switch fallback={props.fragment.text}>
      <Match when={props.fragment.kind === 'emote' && props.fragment}>
        {(emote) => <Emote id={emote().emote_id} name={emote().text} />}
      </Match>
      <Match when={props.fragment.kind === 'cheermote' && props.fragment}>
        {(cheer) => <span class="cheer">{cheer().bits.toLocaleString('en-US')} bits</span>}
      </Match>
      <Match when={props.fragment.kind === 'mention'}>
        <b class="mention">{props.fragment.text}</b>
      </Match>
    </Switch>
  )
}
