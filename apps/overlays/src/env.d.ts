/** The id of the sources this page was built from. */
declare const __BUILD__: string
/** The overlays that have a page. */
declare const __OVERLAYS__: readonly string[]
