import { z } from 'zod'

/** Every code a caller can be told, with the HTTP status it travels under. */
export const errorStatus = {
  invalid_event: 400,
  invalid_metadata: 400,
  invalid_refs: 400,
  invalid_cursor: 400,
  invalid_session: 400,
  invalid_session_id: 400,
  invalid_limit: 400,
  invalid_query: 400,
  invalid_json: 400,
  invalid_command: 400,
  invalid_song: 400,
  invalid_hook: 400,
  invalid_receipt: 400,
  invalid_vitals: 400,
  invalid_tail_batch_size: 400,
  invalid_websocket_upgrade: 400,
  unauthorized: 401,
  invalid_signature: 401,
  forbidden_role: 403,
  forbidden_host: 403,
  forbidden_origin: 403,
  not_found: 404,
  session_not_found: 404,
  command_not_found: 404,
  cue_not_found: 404,
  page_not_found: 404,
  event_not_found: 404,
  method_not_allowed: 405,
  session_exists: 409,
  command_unfinished: 409,
  idempotency_conflict: 409,
  expected_seq_conflict: 409,
  missing_scope: 409,
  not_signed_in: 409,
  obs_refused: 409,
  twitch_refused: 409,
  event_too_large: 413,
  rate_limited: 429,
  internal: 500,
  archive_unavailable: 503,
  backlog_full: 503,
  log_unavailable: 503,
  obs_unavailable: 503,
  query_timeout: 503,
  shutting_down: 503,
  twitch_unavailable: 503,
} as const

export type ErrorCode = keyof typeof errorStatus
export const ErrorCode = z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]])

/** What a caller is told: a code to act on, a message that names the field, and never a stack. */
export const ErrorBody = z.looseObject({ error: ErrorCode, message: z.string() })
export type ErrorBody = z.infer<typeof ErrorBody>
