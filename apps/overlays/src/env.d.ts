/** The id of the sources this page was built from. */
declare const __BUILD__: string
