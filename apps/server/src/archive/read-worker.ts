// A thread of its own: rows become JSON off the log's thread, and a client that trips over a database that dies takes nobody along.
import { connect, type Sql } from '@landale/database'
import { type FromReader, reads, type ToReader } from './reads.ts'

declare const self: Worker

let sql: Sql | undefined

self.onmessage = ({ data }: MessageEvent<ToReader>) => {
  if ('url' in data) {
    sql = connect({ url: data.url, max: data.maxConnections, statementTimeoutMs: data.timeoutMs, name: 'landale history' })
    return
  }
  void answer(data).then((reply) => self.postMessage(reply))
}

async function answer({ id, name, question }: Extract<ToReader, { id: number }>): Promise<FromReader> {
  try {
    if (sql === undefined) throw new Error('the reader has no database yet')
    // The names and their questions are held together where they are asked.
    const read = reads[name] as (sql: Sql, ...question: unknown[]) => Promise<unknown>
    return { id, answer: await read(sql, ...question) }
  } catch (error) {
    const { name: kind, message } = error instanceof Error ? error : new Error(String(error))
    return { id, error: { name: kind, message } }
  }
}
