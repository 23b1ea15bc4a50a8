/*
 * What a page has in place of `zod`: the same names, on zod's small form, and only what the schemas of the protocol use of them. Its
 * large form cannot be taken apart by a bundler, and would be a fifth of all that a page loads. A name that is missing here fails the
 * build, a method the page's first line.
 */
export * as z from './schemas.ts'
