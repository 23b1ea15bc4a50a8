// Hop 7, motion: a train that comes or goes, as the furniture beside which it stands or the stage says.
// It goes on as a GSAP timeline, which is played at once; what has left is taken away when it is over.
import { sideIn, sideOut } from '@/shared/corner-motion.ts'

export const trainIn = (item: HTMLElement, side: 'left' | 'right') => sideIn(item.querySelector('.train'), side)
export const trainOut = (item: HTMLElement, side: 'left' | 'right') => sideOut(item.querySelector('.train'), side)
