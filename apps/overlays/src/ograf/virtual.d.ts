/** Of the overlay that is being built: `src/ograf/build.ts`. */
declare module 'virtual:overlay' {
  /** What its page has in its body, beside the root. */
  export const html: string
  /** Its style sheets, those in the page's head first, for a shadow root. */
  export const style: string
  /** Those of the themes but the default's, by name. */
  export const themes: Readonly<Record<string, string>>
}
declare module 'virtual:overlay/main'
