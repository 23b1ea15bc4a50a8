import { join } from 'node:path'
import { type Child, startChild } from './child.ts'

export type Publisher = Child & { port: number; post(path: string, body?: string): Promise<void> }

async function start(command: string[]): Promise<Publisher> {
  const child = await startChild(command)
  const port = Number(child.ready.http)
  const post = async (path: string, body = '') => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body })
    await response.text()
  }
  return { ...child, port, post }
}

/** Bun's own publish, with no log before it. */
export function startRawPublish(): Promise<Publisher> {
  return start(['bun', join(import.meta.dir, 'servers/raw-publish.ts')])
}

/** Socket.IO on Node, with no log before it. */
export function startSocketIo(): Promise<Publisher> {
  return start(['node', join(import.meta.dir, 'servers/socket-io.mjs')])
}
