import { defineConfig } from 'drizzle-kit'

// `bun run generate` writes the next migration from what the schema says; what it cannot say is written by hand beside it.
export default defineConfig({ dialect: 'postgresql', schema: './src/schema/tables.ts', out: './migrations' })
