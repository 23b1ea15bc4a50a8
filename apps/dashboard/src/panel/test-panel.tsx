import { CommandPlace } from '@landale/protocol'
import { createSignal, For, type JSX } from 'solid-js'
import { formatCount } from '@/format.ts'
import { testGroups } from '@/panel/test-groups.ts'
import { texts } from '@/texts.ts'

type Push = (event: string, payload: object) => Promise<unknown>

/** A button for each registered type; the server takes the registry's example for its payload. */
export function TestPanel(props: { enabled: boolean; push: Push }): JSX.Element {
  const [said, setSaid] = createSignal('')

  const send = async (type: string) => {
    try {
      const reply = CommandPlace.parse(await props.push('event.test', { type }))
      setSaid(texts.test.sent(type, formatCount(reply.position)))
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      setSaid(texts.test.failed(type, reason))
    }
  }

  return (
    <section class="panel test" aria-labelledby="test-title">
      <div class="test-head">
        <h2 id="test-title">{texts.test.title}</h2>
        <p class="hint" role="status">
          {said() || texts.test.hint}
        </p>
      </div>
      <div class="test-groups">
        <For each={testGroups()}>
          {(group) => (
            <fieldset class="test-group" disabled={!props.enabled}>
              <legend>{group.subject}</legend>
              <div class="test-buttons">
                <For each={group.tests}>
                  {({ type, label }) => (
                    <button type="button" class="button" aria-label={texts.test.button(type)} onClick={() => void send(type)}>
                      {label}
                    </button>
                  )}
                </For>
              </div>
            </fieldset>
          )}
        </For>
      </div>
    </section>
  )
}
