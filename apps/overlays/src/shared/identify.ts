import './identify.css'

const forMs = 2_500

/** Shows what this page is called, for a moment, because the streamer asked which one it is. */
export function identify(name: string, instance: string): void {
  const sign = document.createElement('p')
  sign.className = 'identify'
  sign.append(name, document.createElement('br'), instance)
  document.body.append(sign)
  setTimeout(() => sign.remove(), forMs)
}
