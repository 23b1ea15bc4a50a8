const ink = '#221c2b'

/** On a ground of 28, as the platform's own are, with an outline that holds on any picture. */
function picture(shapes: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28" width="112" height="112"><g stroke="${ink}" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round">${shapes}</g></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** Emotes of no platform, as their own pictures: a sample asks no server for them. By the word that each is written as. */
export const sampleEmotes = {
  kettleScream: picture(`
    <path fill="none" d="M4 13q-2-1 0-3t0-4M24 13q2-1 0-3t0-4"/>
    <path fill="none" d="M10 9a4.4 4.4 0 0 1 8 0"/>
    <path fill="#d8553f" d="M6 24a9 9 0 0 1 1-12q3-3 7-3t7 3a9 9 0 0 1 1 12z"/>
    <circle cx="10.5" cy="15" r="1.9" fill="#fff"/><circle cx="17.5" cy="15" r="1.9" fill="#fff"/>
    <ellipse cx="14" cy="20.4" rx="2.7" ry="2.3" fill="${ink}"/>`),
  LUL: picture(`
    <circle cx="14" cy="14" r="11.4" fill="#f2bd3f"/>
    <path fill="none" d="M6.8 11.8l4.2-1.6M21.2 11.8L17 10.2"/>
    <path fill="${ink}" d="M7 15h14a7 7 0 0 1-14 0z"/><path fill="#e87764" stroke="none" d="M10.6 20.2a6.2 6.2 0 0 1 6.8 0 7 7 0 0 1-6.8 0z"/>
    <path fill="#7cc4ee" d="M5 13q-3 3-1.300 4.500t3-1.200zM23 13q3 3 1.300 4.500t-3-1.200z"/>`),
  lanternGlow: picture(`
    <path fill="none" d="M10 6a4 4 0 0 1 8 0"/>
    <path fill="#3f5f73" d="M8 7h12l1.500 3h-15zM6.500 22h15l1 3.500h-17z"/>
    <path fill="#ffdf8a" d="M7.500 10h13v12h-13z"/>
    <path fill="#f08a3c" d="M14 12q4 4 2.400 7a2.800 2.800 0 0 1-4.800 0q-1-3 2.400-7z"/>`),
  fishStare: picture(`
    <path fill="#3f9c8f" d="M3 8l5 4q4-5 10-4 6 1 8 6-2 5-8 6-6 1-10-4l-5 4q2-6 0-12z"/>
    <circle cx="19.500" cy="12.500" r="3" fill="#fff"/><circle cx="20" cy="12.500" r="1" fill="${ink}"/>
    <path fill="none" d="M21 17.500q-1.500-.5-3 0"/>`),
  catNap: picture(`
    <path fill="#9a8fb0" d="M4 25V6l6 4q4-1.400 8 0l6-4v19q-10 3-20 0z"/>
    <path fill="none" d="M7.500 15.500q2 2 4 0M16.500 15.500q2 2 4 0M12.500 19.500q.8 1 1.500 0 .7 1 1.500 0"/>`),
  leafHeart: picture(`
    <path fill="#6fae4e" d="M14 25Q2 17 3.500 9q3-6 10.500-.5Q21.500 3 24.500 9 26 17 14 25z"/>
    <path fill="none" d="M14 9v15M14 15l-4-2.500M14 18l4.500-3"/>`),
} as const
