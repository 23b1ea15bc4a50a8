import type { ClientSummary } from '@landale/protocol'
import { For, type JSX } from 'solid-js'
import { formatDuration } from '@/format.ts'
import { texts } from '@/texts.ts'

export function ClientsPanel(props: { clients: readonly ClientSummary[]; now: number }): JSX.Element {
  return (
    <section class="panel" aria-labelledby="clients-title">
      <h2 id="clients-title">
        {texts.clients.title} <span class="count">{props.clients.length}</span>
      </h2>
      <ul class="lines">
        <For each={props.clients} fallback={<li class="empty">{texts.clients.empty}</li>}>
          {(client) => (
            <li class="line">
              <bdi class="line-name">{client.name}</bdi>
              <span class="line-fact">{client.role}</span>
              <span class="line-more">
                {texts.clients.since(formatDuration(props.now - client.since))}, {texts.clients.topics(client.topics.length)}
                {client.topics.length > 0 ? `: ${client.topics.join(', ')}` : ''}
              </span>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
