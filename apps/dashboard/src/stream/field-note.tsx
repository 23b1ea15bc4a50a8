import { type JSX, Match, Switch } from 'solid-js'
import type { ChannelForm, Field } from '@/stream/channel-form.ts'
import { valueWords } from '@/stream/words.ts'
import { texts } from '@/texts.ts'

export type FieldNoteProps = {
  field: Field
  form: ChannelForm
  isFault: boolean
  onDecide: (whose: 'mine' | 'theirs') => void
}

/** What there is to say of a field: that another has changed it, or that it cannot be so. */
export function FieldNote(props: FieldNoteProps): JSX.Element {
  const { channel: words } = texts.stream
  return (
    <div class="field-note" role="status">
      <Switch>
        <Match when={props.form.disputed.has(props.field)}>
          <p class="is-wrong">{words.theirs(valueWords(props.field, props.form.known))}</p>
          <button type="button" class="button" onClick={() => props.onDecide('theirs')}>
            {words.takeTheirs}
          </button>
          <button type="button" class="button" onClick={() => props.onDecide('mine')}>
            {words.keepMine}
          </button>
        </Match>
        <Match when={props.isFault}>
          <p class="is-wrong">{words.faults[props.field]}</p>
        </Match>
        <Match when={props.form.followed[props.field] !== undefined}>
          <p>{words.followed(valueWords(props.field, props.form.followed))}</p>
        </Match>
      </Switch>
    </div>
  )
}
