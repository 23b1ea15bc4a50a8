import type { TickerItem } from '@landale/protocol'
import { For, type JSX, Match, Show, Switch } from 'solid-js'
import { Emote } from '@/shared/emote.tsx'
import { Gauge } from '@/shared/gauge.tsx'
import { Rolling } from '@/shared/rolling.tsx'
import { TimeLeft } from '@/shared/time-left.tsx'
import { checkpointName, count } from '@/shared/words.ts'

type Of<Kind extends TickerItem['kind']> = Extract<TickerItem, { kind: Kind }>

/** What one turn of the ticker says: what it is about, then what there is to say. */
export function ItemView(props: { item: TickerItem; now: () => number }) {
  const as = <Kind extends TickerItem['kind']>(kind: Kind) => (props.item.kind === kind ? (props.item as Of<Kind>) : undefined)
  return (
    <Switch>
      <Match when={as('followers')}>{(item) => <Names label="Latest followers" names={item().names} />}</Match>
      <Match when={as('subscribers')}>{(item) => <Names label="Latest subs" names={item().names} />}</Match>
      <Match when={as('today')}>{(item) => <Today tally={item()} />}</Match>
      <Match when={as('song')}>
        {(item) => (
          <Line label="Playing">
            <bdi class="ticker-word words">{item().title}</bdi>
            <bdi class="ticker-aside words">{item().artist ?? ''}</bdi>
          </Line>
        )}
      </Match>
      <Match when={as('emotes')}>
        {(item) => (
          <Line label="Most used tonight">
            <For each={item().emotes}>
              {(emote) => (
                <span class="ticker-figure">
                  <Emote id={emote.id} name={emote.name} /> <Rolling text={count(emote.count)} />
                </span>
              )}
            </For>
          </Line>
        )}
      </Match>
      <Match when={as('run')}>
        {(item) => (
          <Line label={item().number === null ? 'This run' : `Run ${item().number}`}>
            <span class="ticker-figure">
              <Rolling text={String(item().cleared)} /> cleared
            </span>
            <Show when={item().last}>{(last) => <span class="ticker-aside">last {checkpointName(last())}</span>}</Show>
          </Line>
        )}
      </Match>
      <Match when={as('goal')}>
        {(item) => (
          <Line label={item().goal.label}>
            <Gauge current={item().goal.current} target={item().goal.target} />
            <span class="ticker-figure">
              <Rolling text={count(item().goal.current)} /> <span class="ticker-aside">of {count(item().goal.target)}</span>
            </span>
          </Line>
        )}
      </Match>
      <Match when={as('counter')}>
        {(item) => (
          <Line label={item().counter.label}>
            <span class="ticker-figure">
              <Rolling text={count(item().counter.value)} />
            </span>
          </Line>
        )}
      </Match>
      <Match when={as('timer')}>
        {(item) => (
          <Line label={item().timer.label}>
            <span class="ticker-figure">
              <TimeLeft timer={item().timer} now={props.now} />
            </span>
          </Line>
        )}
      </Match>
      <Match when={as('text')}>
        {(item) => (
          <Line>
            <bdi class="ticker-word words">{item().text}</bdi>
          </Line>
        )}
      </Match>
    </Switch>
  )
}

function Line(props: { label?: string; isNames?: boolean; children: JSX.Element }) {
  return (
    <>
      <Show when={props.label}>{(label) => <bdi class="ticker-label words">{label()}</bdi>}</Show>
      <div class="ticker-said" classList={{ 'ticker-names': props.isNames ?? false }}>
        {props.children}
      </div>
    </>
  )
}

function Names(props: { label: string; names: readonly string[] }) {
  return (
    <Line label={props.label} isNames>
      <For each={props.names}>{(name) => <bdi class="ticker-word words">{name}</bdi>}</For>
    </Line>
  )
}

/** What there was none of is not said. */
function Today(props: { tally: Of<'today'> }) {
  const figures = () =>
    (
      [
        [props.tally.follows, 'follow', 'follows'],
        [props.tally.subs, 'sub', 'subs'],
        [props.tally.bits, 'bit', 'bits'],
        [props.tally.raids, 'raid', 'raids'],
      ] as const
    ).filter(([amount]) => amount > 0)
  return (
    <Line label="Tonight">
      <For each={figures()}>
        {([amount, one, many]) => (
          <span class="ticker-figure">
            <Rolling text={count(amount)} /> <span class="ticker-aside">{amount === 1 ? one : many}</span>
          </span>
        )}
      </For>
    </Line>
  )
}
