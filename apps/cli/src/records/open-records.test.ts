import { EMPTY_MEMORY } from '@conversation-transfer/transfer'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore, type Log } from '@conversation-transfer/backend'
import { openRecords } from './open-records.ts'

const QUIET: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

const SID = `CH${'0'.repeat(32)}` as const

interface Asked {
  readonly url: string
  readonly authorization: string | undefined
}

/** A backend that answers as its API does, and keeps what it was asked. */
async function backend(answers: Record<string, unknown>, status = 200): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?')
    asked.push({ url: path, authorization: request.headers.authorization })
    response.writeHead(path in answers ? status : 404, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(answers[path] ?? {}))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, asked }
}

const ROW = { memory: { ...EMPTY_MEMORY, firstSeen: { stranded: 5 } }, lookAtMs: 9, isClaimed: false, failures: 0 }
const ENTRY = { id: '1', atMs: 5, conversationSid: SID, kind: 'alarm', reason: 'Help.', steps: [] }

describe('a running backend', () => {
  test('tells what it remembers, what it did, which rules may act, and whether repairs are frozen', async () => {
    const { url, asked } = await backend({
      [`/api/conversations/${SID}`]: { conversation: ROW, entries: [ENTRY] },
      '/api/status': { repairs: ['ghost'], frozen: { sinceMs: 1, reason: 'Too many.' } },
    })
    const records = await openRecords({ BACKEND_URL: url, ACCESS_TOKEN: 'hush' })
    expect(await records?.row(SID)).toMatchObject({ memory: { firstSeen: { stranded: 5 } }, lookAtMs: 9 })
    expect(await records?.entries(SID)).toMatchObject([{ kind: 'alarm', reason: 'Help.' }])
    expect(await records?.frozen()).toBe('Too many.')
    expect(await records?.repairs()).toEqual(['ghost'])
    expect(asked.every(({ authorization }) => authorization === 'Bearer hush')).toBe(true)
    expect(records?.source).toBe(`the backend at ${url}`)
  })

  test('that has never heard of the conversation has nothing', async () => {
    const { url } = await backend({ '/api/status': { frozen: null } })
    const records = await openRecords({ BACKEND_URL: url })
    expect(await records?.row(SID)).toBeUndefined()
    expect(await records?.entries(SID)).toEqual([])
    expect(await records?.frozen()).toBeUndefined()
  })

  test('that refuses, is another one, or is not there, is told apart', async () => {
    const path = `/api/conversations/${SID}`
    const refusing = await openRecords({ BACKEND_URL: (await backend({ [path]: {} }, 401)).url })
    await expect(refusing?.row(SID)).rejects.toThrow('answered 401. Set ACCESS_TOKEN')
    const other = await openRecords({ BACKEND_URL: (await backend({ [path]: { hello: 1 } })).url })
    await expect(other?.row(SID)).rejects.toThrow('did not answer as a backend of this version does')
    const absent = await openRecords({ BACKEND_URL: 'http://127.0.0.1:9' })
    await expect(absent?.row(SID)).rejects.toThrow('The backend at http://127.0.0.1:9 did not answer.')
  })
})

test('nothing is named: there are no records, and that is no error', async () => {
  expect(await openRecords({ BACKEND_URL: '' })).toBeUndefined()
})

describe('a store without a running backend', () => {
  test('is read from its folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'records-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    await expect(openRecords({ DATA_FOLDER: folder })).rejects.toThrow('no backend has been started on it yet')
    await (await openStore({ store: { kind: 'pglite', folder }, log: QUIET })).close()
    const records = await openRecords({ DATA_FOLDER: folder })
    expect(await records?.row(SID)).toBeUndefined()
    await expect(openRecords({ DATA_FOLDER: folder })).rejects.toThrow(/could not be read.*is in use by process/)
    await records?.append?.([
      { atMs: 5, conversationSid: SID, kind: 'asked', rule: undefined, reason: 'Why?', steps: [] },
    ])
    expect(await records?.entries(SID)).toMatchObject([{ kind: 'asked', reason: 'Why?' }])
    await records?.close()
  })

  test('that is not there is told apart', async () => {
    const nowhere = { DATABASE_URL: 'postgres://127.0.0.1:9/nothing' }
    await expect(openRecords(nowhere)).rejects.toThrow(/could not be read from the Postgres/)
  })
})
