/** Copies, where the page is on a secure origin or not: a streamer may open it from another machine. */
export async function copyText(text: string): Promise<void> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(text)
    return
  }
  const field = Object.assign(document.createElement('textarea'), { value: text })
  field.style.position = 'fixed'
  document.body.append(field)
  const focused = document.activeElement
  field.select()
  // There is no other way on such an origin.
  document.execCommand('copy')
  field.remove()
  if (focused instanceof HTMLElement) focused.focus()
}
