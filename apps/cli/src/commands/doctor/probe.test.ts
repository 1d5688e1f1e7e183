import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAssumptionFile, type Assumptions } from '@conversation-transfer/twilio-emulator'
import { expect, onTestFinished, test } from 'vitest'
import { QUESTIONS } from '../../probe/questions.ts'
import type { Surroundings } from '../../surroundings.ts'
import { accountState } from '../../testing/account-state.ts'
import { openScene, runIn, type Scene } from '../../testing/scene.ts'

/** As far from what the emulator assumes as goes, without keeping agents from joining: then most could not be asked. */
const OTHERWISE: Partial<Assumptions> = {
  interactionsReadLagMs: 350,
  mediaPropertiesDelayMs: 900,
  taskListLagMs: 40,
  statisticsLagMs: 3_000,
  taskStatusWithFields: 'both',
  deletedTaskReservations: 'kept',
  wrappingTakesCapacity: false,
  routingDelayMs: 70,
  unmatchedTask: 'pending',
  declinedDirectTask: 'rung-again',
  declinedWorkerRungAgain: false,
  notInNull: 'true',
  mixedTypes: 'converted',
  directInviteIgnoresCapacity: false,
  inviteWithQueueAlone: 'workflow',
  inviteToClosedChannel: 'task-only',
  channelCloseClosesConversation: false,
  wrapupLeavesConversation: false,
  inviteCreatedStatus: 201,
  closedTwice: 'accepted',
  channelCloseCancelsInvites: true,
  completedTaskLeavesChannel: true,
  invitesListTask: 'current',
  sameWorkerTwice: 'join-fails',
  inviteKeepsConversationId: false,
  removedParticipantLeavesChannel: true,
  joinWakesChannel: false,
}

async function accountWith(assumptions: Partial<Assumptions> = {}): Promise<Scene> {
  const scene = await openScene({ assumptions })
  onTestFinished(() => scene.close())
  return scene
}

/** The file as another emulator reads it. */
function readByEmulator(scene: Scene, name = 'assumptions.json'): Partial<Assumptions> {
  const folder = mkdtempSync(join(tmpdir(), 'probe-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, name)
  writeFileSync(path, scene.files.get(name) ?? '')
  return readAssumptionFile(path)
}

test('what was observed of one account makes an emulator behave as that one does', async () => {
  const scene = await accountWith(OTHERWISE)
  const before = accountState(scene)
  const { exitCode, printed, complained } = await scene.run('doctor', '--probe', '--yes')
  expect(complained).toContain('named conversation-transfer-probe-')
  expect(printed).toMatch(/^closedTwice +refused +accepted +different$/m)
  expect(printed).toMatch(/^mediaPropertiesForAccount +true +true +same$/m)
  expect(printed).toContain('agentCloseCompletes (IN-24): Only the desktop')
  expect(exitCode).toBe(1)
  expect(accountState(scene)).toEqual(before)
  const other = await accountWith(readByEmulator(scene))
  expect(other.emulator.world.assumptions).toEqual(scene.emulator.world.assumptions)
})

test('an account that does what the emulator assumes ends with 0, and the file says how each was seen', async () => {
  const scene = await accountWith()
  const { exitCode, printed } = await scene.run('doctor', '--probe', '--yes', '--json', '--assumptions', 'seen.json')
  expect(exitCode).toBe(0)
  const { questions } = JSON.parse(printed) as { questions: { name: string; verdict: string }[] }
  expect(questions.filter(({ verdict }) => verdict === 'same').map(({ name }) => name)).toEqual(
    QUESTIONS.map(({ name }) => name),
  )
  expect(questions).toHaveLength(Object.keys(scene.emulator.world.assumptions).length)
  const { assumptions } = JSON.parse(scene.files.get('seen.json') ?? '') as { assumptions: Record<string, unknown> }
  expect(assumptions['closedTwice']).toEqual({
    value: 'refused',
    fact: 'IN-23',
    observedAt: expect.stringMatching(/^2026-01-31T\d\d:\d\d:\d\d\.\d{3}Z$/),
    how: 'Closed a second time, a participant is refused with 404, a channel refused with 409.',
  })
  expect(Object.keys(readByEmulator(scene, 'seen.json'))).toHaveLength(QUESTIONS.length)
})

test.each([false, undefined])('without a yes (%s) nothing is made, and nothing written', async (answer) => {
  const scene = await accountWith()
  scene.answers.push(answer)
  const before = accountState(scene)
  const { exitCode, printed } = await scene.run('doctor', '--probe')
  expect([exitCode, printed, scene.questions]).toEqual([1, 'Nothing was changed.\n', ['Do this?']])
  expect(accountState(scene)).toEqual(before)
  expect([...scene.files]).toEqual([])
})

/** Has the program stopped at one of its calls. */
function stoppedAt({ surroundings }: Scene, lastCall: number): Surroundings {
  const acts = new Set<() => void>()
  let calls = 0
  return {
    ...surroundings,
    onStop: (act) => {
      acts.add(act)
      return () => acts.delete(act)
    },
    connections: {
      request: (options) => {
        calls++
        if (calls === lastCall) for (const act of acts) act()
        return surroundings.connections.request(options)
      },
    },
  }
}

/** Some in every kind of call of a question with a chat and an agent, and of those before it. */
test.each([12, 20, 31, 45, 60, 300, 400, 401, 402, 403, 404, 405, 500, 700])(
  'stopped at call %i, it removes what it has made and writes nothing',
  async (lastCall) => {
    const scene = await accountWith()
    const before = accountState(scene)
    const { exitCode, printed, complained } = await runIn(stoppedAt(scene, lastCall), ['doctor', '--probe', '--yes'])
    expect(exitCode).toBe(1)
    expect(complained).toContain('Stopped: assumptions.json was not written.')
    expect(printed).toContain('The probe was stopped')
    expect(accountState(scene)).toEqual(before)
    expect([...scene.files]).toEqual([])
  },
)

async function addFault({ emulator }: Scene, fault: object): Promise<void> {
  const response = await fetch(`${emulator.url}/__emulator/faults`, { method: 'POST', body: JSON.stringify(fault) })
  if (!response.ok) throw new Error(await response.text())
}

test.each([1, 2, 3, 4])('what calls have made that seemed to fail is removed too (seed %i)', async (seed) => {
  const scene = await accountWith()
  const before = accountState(scene)
  const answerLost = { kind: 'status', status: 500, when: 'after', route: { method: 'POST' } }
  await addFault(scene, { ...answerLost, probability: 0.1, seed })
  const { printed } = await scene.run('doctor', '--probe', '--yes')
  expect(printed).toMatch(/ unanswered$/m)
  expect(printed).not.toContain('different')
  expect(printed.split('Could not be removed')[1]).toBeUndefined()
  expect(accountState(scene)).toEqual(before)
})

test('what an earlier probe has left is announced, and removed with the yes', async () => {
  const scene = await accountWith()
  const { client, settings } = scene.account
  const before = accountState(scene)
  const { taskQueues } = client.taskrouter.v1.workspaces(settings.workspaceSid)
  const friendlyName = 'conversation-transfer-probe-0badcafe-1-agent'
  await taskQueues.create({ friendlyName, targetWorkers: '1 == 2' })
  scene.answers.push(true)
  const { complained } = await scene.run('doctor', '--probe')
  expect(complained).toContain(`- removes what an earlier probe has left: the queue ${friendlyName}`)
  expect(accountState(scene)).toEqual(before)
})
