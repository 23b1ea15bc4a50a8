import type { ChannelInfo } from '@landale/protocol'
import { createMemo, For, type JSX } from 'solid-js'
import type { Push } from '@/press/press.ts'
import { CategoryField } from '@/stream/category-field.tsx'
import { type ChannelForm, decide, edit, type Field, faultsOf, shownOf } from '@/stream/channel-form.ts'
import { FieldNote } from '@/stream/field-note.tsx'
import { languagesWith } from '@/stream/languages.ts'
import { maxTags, TagsField } from '@/stream/tags-field.tsx'
import { texts } from '@/texts.ts'

const maxTitle = 140

export type ChannelFieldsProps = {
  form: ChannelForm
  push: Push
  enabled: boolean
  onChange: (to: (form: ChannelForm) => ChannelForm) => void
}

/** Title, category, tags and language, each with what there is to say of it. */
export function ChannelFields(props: ChannelFieldsProps): JSX.Element {
  const { channel: words } = texts.stream
  const shown = () => shownOf(props.form)
  const faults = createMemo(() => faultsOf(props.form))
  const set = (change: Partial<ChannelInfo>) => props.onChange((form) => edit(form, change))
  const Note = (own: { field: Field }) => (
    <FieldNote
      field={own.field}
      form={props.form}
      isFault={faults().has(own.field)}
      onDecide={(whose) => props.onChange((form) => decide(form, own.field, whose))}
    />
  )
  return (
    <>
      <div class="field" data-changed={props.form.draft.title !== undefined}>
        <label for="channel-title">{words.fields.title}</label>
        <span class="field-count" classList={{ 'is-wrong': shown().title.length > maxTitle }}>
          {words.count(shown().title.length, maxTitle)}
        </span>
        <textarea
          id="channel-title"
          rows="2"
          autocomplete="off"
          aria-invalid={faults().has('title')}
          disabled={!props.enabled}
          value={shown().title}
          onInput={(event) => set({ title: event.currentTarget.value.replace(/\n/g, ' ') })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            event.currentTarget.form?.requestSubmit()
          }}
        />
        <Note field="title" />
      </div>
      <div class="field" data-changed={props.form.draft.category !== undefined}>
        <label for="channel-category">{words.fields.category}</label>
        <CategoryField
          category={shown().category}
          push={props.push}
          enabled={props.enabled}
          onChoose={(category) => set({ category })}
        />
        <Note field="category" />
      </div>
      <div class="field" data-changed={props.form.draft.tags !== undefined}>
        <span class="field-name">{words.fields.tags}</span>
        <span class="field-count" classList={{ 'is-wrong': shown().tags.length > maxTags }}>
          {words.count(shown().tags.length, maxTags)}
        </span>
        <TagsField tags={shown().tags} enabled={props.enabled} onChange={(tags) => set({ tags })} />
        <Note field="tags" />
      </div>
      <div class="field" data-changed={props.form.draft.language !== undefined}>
        <label for="channel-language">{words.fields.language}</label>
        <select
          id="channel-language"
          disabled={!props.enabled}
          onChange={(event) => set({ language: event.currentTarget.value })}
        >
          <For each={languagesWith(props.form.known.language)}>
            {({ code, name }) => (
              <option value={code} selected={code === shown().language}>
                {name}
              </option>
            )}
          </For>
        </select>
        <Note field="language" />
      </div>
    </>
  )
}
