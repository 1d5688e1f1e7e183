import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { startProcess, type BackendProcess } from './testing/backend-process.ts'
import { signedForm } from './web/testing/signed-requests.ts'
import { conversation } from './web/testing/sids.ts'

let started: BackendProcess[] = []

function start(environment: Readonly<Record<string, string | undefined>> = {}): BackendProcess {
  const backend = startProcess(environment)
  started.push(backend)
  return backend
}

afterEach(async () => {
  for (const { child } of started) child.kill('SIGKILL')
  await Promise.all(started.map(({ ended }) => ended))
  started = []
})

describe('the process', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 on %s', async (signal) => {
    const backend = start()
    await backend.printed('The backend listens')
    backend.child.kill(signal)
    expect(await backend.ended).toBe(0)
    expect(backend.output()).toContain('The backend has stopped.')
  })

  test('stores what has come in before it stops', async () => {
    const backend = start()
    await backend.printed('The backend listens')
    const { headers, body } = await sent(signedForm('/webhooks/conversations', EVENT))
    const answers = Array.from({ length: 20 }, () =>
      fetch(`${backend.url()}/webhooks/conversations`, { method: 'POST', headers, body }).then(
        ({ status }) => status,
        () => 'not taken',
      ),
    )
    await Promise.race(answers)
    backend.child.kill('SIGTERM')
    const outcomes = await Promise.all(answers)
    expect(outcomes[0]).toBe(204)
    expect(outcomes.filter((outcome) => outcome !== 204 && outcome !== 'not taken')).toEqual([])
    expect(await backend.ended).toBe(0)
  })

  test('ends at once on a second signal', async () => {
    const backend = start({ NEVER_STOPS: 'yes' })
    await backend.printed('The backend listens')
    backend.child.kill('SIGTERM')
    await backend.printed('The backend stops.')
    backend.child.kill('SIGTERM')
    expect(await backend.ended).toBe(143)
  })

  test('ends within ten seconds with 1 when something does not stop', async () => {
    const backend = start({ NEVER_STOPS: 'yes' })
    await backend.printed('The backend listens')
    const begunMs = Date.now()
    backend.child.kill('SIGTERM')
    expect(await backend.ended).toBe(1)
    expect(Date.now() - begunMs).toBeLessThan(10_000)
    expect(backend.output()).toContain('took too long to stop')
  })

  test('ends with 2, and says everything that is wrong, when it is misconfigured', async () => {
    const backend = start({ TWILIO_ACCOUNT_SID: undefined, HOST: '0.0.0.0' })
    expect(await backend.ended).toBe(2)
    expect(backend.output()).toContain('TWILIO_ACCOUNT_SID is not set')
    expect(backend.output()).toContain('ACCESS_TOKEN is required')
  })

  test('ends with 1 when its port is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => {
      other.listen(0, '127.0.0.1', resolve)
    })
    const backend = start({ PORT: String((other.address() as AddressInfo).port) })
    expect(await backend.ended).toBe(1)
    expect(backend.output()).toContain('EADDRINUSE')
    other.close()
  })
})

const EVENT = { EventType: 'onMessageAdded', ConversationSid: conversation(1) }

async function sent(request: Request): Promise<{ headers: Record<string, string>; body: string }> {
  return { headers: Object.fromEntries(request.headers), body: await request.text() }
}
