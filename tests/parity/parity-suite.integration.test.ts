import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readAccountSettings } from './account-settings.ts'
import { addConversation } from './conversation-scene.ts'
import { differencesBetween } from './differences.ts'
import { addAnsweredChat } from './interaction-scene.ts'
import { planOf } from './plan.ts'
import { play } from './play.ts'
import { differencesSince, loadRecording, loadRecordings, saveRecording, type Recording } from './recording.ts'
import { reportOf } from './report.ts'
import { Scene } from './scene.ts'
import { openAccount, openEmulator, type Subject } from './subject.ts'
import { sweep } from './sweep.ts'
import { addAssignedTask, addDesk } from './taskrouter-scene.ts'
import { normalise } from './transformers.ts'

const ACCOUNT = {
  PARITY_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
  PARITY_AUTH_TOKEN: 'secret',
  PARITY_WORKSPACE_SID: `WS${'2'.repeat(32)}`,
}

describe('the account', () => {
  test('is the emulator as long as none is named', () => {
    expect(readAccountSettings({})).toBeUndefined()
    expect(readAccountSettings({ PARITY_ACCOUNT_SID: '' })).toBeUndefined()
  })

  test('that is named by half is refused, with what to set', () => {
    const { PARITY_AUTH_TOKEN, ...rest } = ACCOUNT
    expect(PARITY_AUTH_TOKEN).toBe('secret')
    expect(() => readAccountSettings(rest)).toThrow('set PARITY_AUTH_TOKEN as well')
    const half = { ...ACCOUNT, PARITY_SMS_ADDRESS: '+15005550001' }
    expect(() => readAccountSettings(half)).toThrow('together or not at all')
    expect(() => readAccountSettings({ ...ACCOUNT, PARITY_CALLS_PER_SECOND: 'many' })).toThrow('at most 25')
  })

  test('that is not Twilio’s may not write among Twilio’s recordings', () => {
    const elsewhere = { ...ACCOUNT, PARITY_TWILIO_BASE_URL: 'http://127.0.0.1:4010' }
    expect(() => readAccountSettings(elsewhere)).toThrow('PARITY_RECORDINGS_FOLDER')
  })

  test('is told what will be done to it, and the plan holds no secret', () => {
    const settings = readAccountSettings(ACCOUNT)
    const plan = settings === undefined ? '' : planOf(settings)
    expect(plan).toContain(ACCOUNT.PARITY_ACCOUNT_SID)
    expect(plan).toContain('parity-<8 hex digits>')
    expect(plan).not.toContain('secret')
  })
})

describe('on an account, which an emulator plays here,', () => {
  test('what a behaviour has made is gone afterwards, even if it failed halfway', async () => {
    await withAccount(async (account) => {
      const before = await contentsOf(account)
      const { error, observations } = await play(account, async (scene) => {
        const { taskSid } = await addAnsweredChat(scene)
        await scene.workspace.tasks(taskSid).update({ assignmentStatus: 'canceled' })
      })
      expect(String(error)).toContain('because it is not pending or reserved')
      expect(JSON.stringify(observations)).toContain('because it is not pending or reserved')
      expect(await contentsOf(account)).toEqual(before)
      expect(await sweep(account)).toEqual([])
    })
  })

  test('what cannot be removed is named beside what failed', async () => {
    await withAccount(async (account) => {
      const { error } = await play(account, async (scene) => {
        scene.afterwards('the last straw', () => Promise.reject(new Error('it will not go')))
        await Promise.reject(new Error('the behaviour failed'))
      })
      expect(String(error)).toContain('the behaviour failed')
      expect(String(error)).toContain('the last straw: it will not go')
    })
  })

  test('a sweep removes what bears our names, and nothing else', async () => {
    await withAccount(async (account) => {
      const workspace = account.twilio.taskrouter.v1.workspaces(account.workspaceSid)
      await workspace.taskQueues.create({ friendlyName: 'parity-tests', targetWorkers: '1 == 1' })
      const before = await contentsOf(account)
      const scene = new Scene(account)
      await addDesk(scene)
      await addConversation(scene)
      expect((await sweep(account)).map((what) => what.split(' ')[0])).toEqual([
        'conversation',
        'worker',
        'workflow',
        'queue',
      ])
      expect(await contentsOf(account)).toEqual(before)
      expect(await sweep(account)).toEqual([])
    })
  })

  test('calls are spaced out', async () => {
    await withAccount(async (account) => {
      const startedAtMs = performance.now()
      for (let call = 0; call < 6; call += 1)
        await account.twilio.taskrouter.v1.workspaces(account.workspaceSid).fetch()
      // Twenty-five a second: five gaps of 40 ms.
      expect(performance.now() - startedAtMs).toBeGreaterThan(190)
    })
  })
})

describe('two runs of one behaviour', () => {
  test('leave the same observations, sids and dates apart', async () => {
    const [first, second] = [await observe(), await observe()]
    expect(differencesBetween(first, second)).toEqual([])
    expect(JSON.stringify(first)).toContain('<WT 1>')
    expect(JSON.stringify(first)).not.toMatch(/WT[0-9a-f]{32}|"20\d\d-/)
  })

  test('differ where one answers another status, and where a field is missing', () => {
    const account = [{ status: 200, body: { a: null, list: [1] } }]
    const emulator = [{ status: 201, body: { list: [1, 2] } }]
    expect(differencesBetween(account, emulator)).toEqual([
      { at: '[0].status', account: 200, emulator: 201 },
      { at: '[0].body.a', account: null, emulator: '(absent)' },
      { at: '[0].body.list[1]', account: '(absent)', emulator: 2 },
    ])
  })

  test('have sids numbered by kind, in texts and in attributes alike', () => {
    const [task, other] = [`WT${'a'.repeat(32)}`, `WT${'b'.repeat(32)}`]
    const answer = { attributes: JSON.stringify({ task: other }), url: `/Tasks/${other}/x/${task}`, age: 3, timeout: 4 }
    expect(normalise(answer, { shortSeconds: 4 })).toEqual({
      attributes: { task: '<WT 1>' },
      url: '/Tasks/<WT 1>/x/<WT 2>',
      age: '<age>',
      timeout: '<short>',
    })
  })
})

describe('a recording', () => {
  const recording: Recording = {
    behaviour: 'a task’s life',
    area: 'tasks',
    source: 'https://www.twilio.com/docs/taskrouter/api/task',
    recordedAt: '2026-01-01T00:00:00.000Z',
    account: { observations: [{ status: 200 }], failure: 'expected 400' },
    emulator: { observations: [{ status: 400 }], failure: undefined },
    differences: [{ at: '[0].status', account: 200, emulator: 400 }],
  }

  test('is found again by its behaviour, and there is none where nobody has recorded', () => {
    const folder = mkdtempSync(join(tmpdir(), 'parity-'))
    expect(loadRecordings(join(folder, 'none'))).toEqual([])
    saveRecording(folder, recording)
    expect(loadRecording(folder, recording)?.differences).toEqual(recording.differences)
    expect(loadRecording(folder, { area: 'tasks', behaviour: 'another' })).toBeUndefined()
  })

  test('holds the emulator to what it did like the account, and not to what was known to differ', () => {
    expect(differencesSince(recording, [{ status: 400 }])).toEqual([])
    expect(differencesSince(recording, [{ status: 400, body: {} }])).toEqual([
      { at: '[0].body', account: '(absent)', emulator: {} },
    ])
  })

  test('is told in the report, with what differs and what failed', () => {
    const report = reportOf([recording])
    expect(report).toContain('| [0].status | 200 | 400 |')
    expect(report).toContain('On the account: expected 400')
  })
})

/** Everything that a run could leave behind. */
async function contentsOf({ twilio, workspaceSid }: Subject): Promise<readonly string[]> {
  const workspace = twilio.taskrouter.v1.workspaces(workspaceSid)
  const rows = [
    ...(await workspace.workers.list()),
    ...(await workspace.workflows.list()),
    ...(await workspace.taskQueues.list()),
    ...(await workspace.activities.list()),
    ...(await twilio.conversations.v1.conversations.list({ state: 'active' })),
  ]
  return rows.map(({ sid }) => sid)
}

async function withAccount(act: (account: Subject) => Promise<void>): Promise<void> {
  const emulator = await openEmulator()
  const account = openAccount({
    accountSid: emulator.accountSid,
    authToken: emulator.authToken,
    workspaceSid: emulator.workspaceSid,
    flexToken: undefined,
    sms: undefined,
    mayWriteFlexConfiguration: false,
    callsPerSecond: 25,
    baseUrl: emulator.baseUrl,
    recordingsFolder: '',
  })
  try {
    await act(account)
  } finally {
    await emulator.close()
  }
}

async function observe(): Promise<unknown> {
  const { error, observations } = await play(await openEmulator(), async (scene) => {
    await addAssignedTask(scene)
  })
  expect(error).toBeUndefined()
  return observations
}
