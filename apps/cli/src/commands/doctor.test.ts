import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { emptyAccount } from '../testing/empty-account.ts'
import { heartbeat, PLANTED_FAULTS } from '../testing/planted-faults.ts'
import { runIn, type Ran, type Scene } from '../testing/scene.ts'

/** A backend that is well, as far as anybody can see from outside; `paths` says what else it answers. */
async function backendAt(paths: Readonly<Record<string, number>> = {}): Promise<string> {
  const server = createServer((request, response) => {
    response.statusCode = paths[request.url ?? ''] ?? 200
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Everything set up, with a backend that has just been heard of. */
async function goodAccount(paths?: Readonly<Record<string, number>>): Promise<{ scene: Scene; backend: string }> {
  const scene = await emptyAccount()
  const backend = await backendAt(paths)
  await scene.run('setup', '--yes', '--backend', backend)
  await heartbeat(scene, { at: scene.clock.now(), mode: 'repair' })
  return { scene, backend }
}

interface Finding {
  readonly check: string
  readonly severity: string
  readonly what: string
  readonly remedy: string
}

async function examined(scene: Scene, backend: string): Promise<{ exitCode: number; findings: readonly Finding[] }> {
  const { exitCode, printed } = await scene.run('doctor', '--json', '--backend', backend)
  return { exitCode, findings: (JSON.parse(printed) as { findings: Finding[] }).findings }
}

test('on a good account the doctor has nothing to say', async () => {
  const { scene, backend } = await goodAccount()
  expect(await examined(scene, backend)).toEqual({ exitCode: 0, findings: [] })
  expect(await scene.run('doctor')).toEqual({ exitCode: 0, printed: 'All is well.\n', complained: '' })
})

describe('the doctor finds', () => {
  test.each(PLANTED_FAULTS)('$what, and names what mends it', async ({ plant, check, severity, says, remedy }) => {
    const { scene, backend } = await goodAccount()
    await plant(scene, backend)
    const { exitCode, findings } = await examined(scene, backend)
    const found = findings.find((finding) => finding.check === check && says.test(finding.what))
    expect({ severity: found?.severity, findings }).toMatchObject({ severity })
    expect(found?.remedy).toMatch(remedy)
    expect(exitCode).toBe(findings.some((finding) => finding.severity === 'error') ? 1 : 0)
  })

  test.each([
    ['/healthz', /is not well: 503/],
    ['/readyz', /is not ready/],
  ])('a backend whose %s fails', async (path, says) => {
    const { scene, backend } = await goodAccount({ [path]: 503 })
    const { exitCode, findings } = await examined(scene, backend)
    expect(exitCode).toBe(1)
    expect(findings).toMatchObject([
      { check: 'backend', severity: 'error', what: expect.stringMatching(says) as string },
    ])
  })

  test.each([
    [
      'credentials that Twilio does not accept',
      { TWILIO_AUTH_TOKEN: 'f'.repeat(32) },
      /does not accept the credentials/,
    ],
    ['no credentials at all', { TWILIO_ACCOUNT_SID: undefined, TWILIO_AUTH_TOKEN: undefined }, /TWILIO_ACCOUNT_SID/],
    ['a workspace that there is not', { TWILIO_FLEX_WORKSPACE_SID: `WS${'0'.repeat(32)}` }, /does not know it/],
  ])('%s, and says nothing of what it cannot see', async (_what, env, says) => {
    const scene = await emptyAccount()
    const ran: Ran = await runIn({ ...scene.surroundings, env: { ...scene.surroundings.env, ...env } }, [
      'doctor',
      '--json',
    ])
    expect(ran.exitCode).toBe(1)
    const { findings } = JSON.parse(ran.printed) as { findings: Finding[] }
    expect(findings).toMatchObject([
      { check: 'account', severity: 'error', what: expect.stringMatching(says) as string },
    ])
  })
})
