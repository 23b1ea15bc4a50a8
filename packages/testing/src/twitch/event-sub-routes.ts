import { fieldsOf, type HelixRoutes } from './helix-request.ts'
import type { Subscriptions } from './subscriptions.ts'

export const eventSubRoutes = (subscriptions: Subscriptions): HelixRoutes => ({
  'POST /eventsub/subscriptions': ({ body, token }) => {
    const { type, version, condition, transport } = fieldsOf(body)
    const { method, session_id } = fieldsOf(transport)
    return subscriptions.create({ type, version, condition, transport: { method, session_id } }, token)
  },
  'GET /eventsub/subscriptions': ({ query }) => subscriptions.list(query),
  'DELETE /eventsub/subscriptions': ({ query }) => subscriptions.delete(query.get('id')),
})
