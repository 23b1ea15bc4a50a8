export { EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres.ts'
export { EmbeddedPostgresError } from './errors.ts'
export { runningUrl } from './running-url.ts'
