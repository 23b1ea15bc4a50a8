import '@landale/client/zod-without-eval'
import { ChatState, chatOptions } from '@landale/protocol'
import { gsap } from 'gsap'
import { mountPage } from '@/shared/page.tsx'
import { Chat } from './chat.tsx'

// The chat has no cues: its list moves by timelines of its own.
await mountPage({ name: 'chat', schema: ChatState, options: chatOptions, choreograph: () => gsap.timeline(), Overlay: Chat })
