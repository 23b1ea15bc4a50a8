import { Webhook, WebhookVerificationError } from 'standardwebhooks'

const maxIdLength = 256

export type Signature = { kind: 'good'; id: string } | { kind: 'bad'; reason: string }

/** What is told of each fault that the library finds; any other is told as a wrong signature. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['Missing required headers', 'webhook-id, webhook-timestamp and webhook-signature are needed'],
  ['Invalid Signature Headers', 'webhook-timestamp: is not a time in seconds'],
  ['Message timestamp too old', 'webhook-timestamp: is too old; is the sender’s clock right?'],
  ['Message timestamp too new', 'webhook-timestamp: is in the future; is the sender’s clock right?'],
])

/**
 * Whether a body is signed as Standard Webhooks says (https://www.standardwebhooks.com): HMAC-SHA256 over `id.timestamp.body`, at
 * most five minutes old or ahead. Looks at bytes only; nothing of the body is parsed.
 */
export function checkSignature(secret: string, headers: Headers, body: Buffer): Signature {
  const id = headers.get('webhook-id') ?? ''
  const given = {
    'webhook-id': id,
    'webhook-timestamp': headers.get('webhook-timestamp') ?? '',
    'webhook-signature': headers.get('webhook-signature') ?? '',
  }
  if (id.length > maxIdLength) return { kind: 'bad', reason: `webhook-id: is longer than ${maxIdLength} characters` }
  try {
    new Webhook(secret).verify(body, given, { jsonParse: false })
    return { kind: 'good', id }
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error
    return { kind: 'bad', reason: reasons.get(error.message) ?? 'webhook-signature: is not this body’s' }
  }
}
