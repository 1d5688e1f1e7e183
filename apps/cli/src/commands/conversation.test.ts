import { EMPTY_MEMORY, type Memory } from '@conversation-transfer/transfer'
import type { NewAuditEntry } from '@conversation-transfer/backend'
import { describe, expect, onTestFinished, test } from 'vitest'
import { recordsOfStore } from '../records/records-of-store.ts'
import type { Records } from '../records/records.ts'
import { invite, leave } from '../testing/invite.ts'
import {
  accept,
  customerWrites,
  observe,
  openScene,
  runIn,
  startChat,
  type Scene,
  type SceneOptions,
} from '../testing/scene.ts'

async function scene(options?: SceneOptions): Promise<Scene> {
  const opened = await openScene(options)
  onTestFinished(() => opened.close())
  return opened
}

interface Printed {
  readonly end: string
  readonly memoryFrom: string
  readonly rules: readonly { readonly rule: string; readonly says: string }[]
  readonly switchedOff: readonly string[]
  readonly decision: { readonly kind: string; readonly rule?: string }
  readonly repairs: readonly { readonly rule: string; readonly results: readonly string[] }[]
}

function json(printed: string): Printed {
  return JSON.parse(printed) as Printed
}

describe('what is shown', () => {
  test('a conversation in which all is well: who is inside, what every rule says, and that nothing is to be done', async () => {
    const stage = await scene()
    const { conversationSid } = await startChat(stage)
    const { exitCode, printed, complained } = await stage.run('conversation', conversationSid)
    expect(exitCode).toBe(0)
    expect(printed).toContain(`${conversationSid} is active`)
    expect(printed).toMatch(/agent alice UT\w+, task WT\w+, accepted \d+ s ago/)
    expect(printed).toMatch(/customer UT\w+, in the conversation/)
    expect(printed).toContain('nothing: nobody is on the way')
    expect(printed).toContain('No backend is named (BACKEND_URL): what follows is a first look')
    expect(printed).toMatch(/well: not-ours, channel-ended, .*stranded/)
    expect(complained).toBe('All is well. Nothing was changed.\n')
  })

  test('any sid of the conversation leads to it', async () => {
    const stage = await scene()
    const { conversationSid, interactionSid, channelSid, taskSids } = await startChat(stage)
    for (const sid of [interactionSid, channelSid, ...taskSids]) {
      expect((await stage.run('conversation', sid)).printed).toContain(`${conversationSid} is active`)
    }
  })

  test('an invite that rings: to whom, at whom, and since when', async () => {
    const stage = await scene()
    const { conversationSid, ...rest } = await startChat(stage)
    await invite(stage, { conversationSid, ...rest }, { to: 'bob' })
    const { printed } = await stage.run('conversation', conversationSid)
    expect(printed).toMatch(/warm invite \(attempt 1\) to bob: WT\w+ is reserved, ringing at bob, made 3 s ago/)
    expect(printed).toContain('invites-outdated: repairs')
  })

  test('a customer who is alone: nothing is due at the first look, and it says what would have to be waited for', async () => {
    const stage = await scene()
    const request = await startChat(stage)
    await leave(stage, request)
    const { exitCode, printed, complained } = await stage.run('conversation', request.conversationSid)
    expect(exitCode).toBe(1)
    expect(printed).toContain('stranded: waits')
    expect(printed).toContain('stranded: seen for 0 s of 60 s, due in 60 s')
    expect(complained).toContain('nothing is due before it has been seen for 60 s more: --wait waits')
    expect((await observe(stage, request)).channel.status).toBe('active')
  })

  test('as JSON, which holds the observation, the memory, every rule and the decision, and no secret', async () => {
    const stage = await scene()
    const request = await startChat(stage)
    const { printed } = await stage.run('conversation', request.conversationSid, '--json')
    expect(json(printed)).toMatchObject({
      observation: { conversation: { sid: request.conversationSid } },
      memoryFrom: 'nowhere',
      decision: { kind: 'well' },
      end: 'settled',
    })
    expect(json(printed).rules).toHaveLength(15)
    expect(printed).not.toContain(stage.emulator.contactCenter.authToken)
  })

  test('what leads nowhere is said, with what to do about it', async () => {
    const stage = await scene()
    const unknown = await stage.run('conversation', `CH${'0'.repeat(32)}`)
    expect(unknown).toMatchObject({ exitCode: 1, printed: '' })
    expect(unknown.complained).toContain('Nothing leads from CH0')
    const wrong = await stage.run('conversation', 'alice')
    expect(wrong).toMatchObject({ exitCode: 2 })
    expect(wrong.complained).toContain('CH (conversation), WT (task)')
  })
})

describe('--repair', () => {
  test('performs what is due after a yes, looks again, and all is well', async () => {
    const stage = await scene()
    const request = await startChat(stage)
    const task = await invite(stage, request, { to: 'bob' })
    stage.answers.push(true)
    const { exitCode, complained } = await stage.run('conversation', request.conversationSid, '--repair')
    expect(exitCode).toBe(0)
    expect(stage.questions).toEqual(['Do this?'])
    expect(complained).toContain('All is well. 1 repairs were begun.')
    expect((await observe(stage, request)).conversation.attributes).toHaveProperty(['invites', task])
  })

  test('does nothing after a no, and nothing where nobody can be asked', async () => {
    const stage = await scene()
    const request = await startChat(stage)
    await invite(stage, request, { to: 'bob' })
    for (const answer of [false, undefined]) {
      stage.answers.push(answer)
      const { exitCode, complained } = await stage.run('conversation', request.conversationSid, '--repair')
      expect(exitCode).toBe(1)
      expect(complained).toContain('Nothing was changed.')
    }
    expect((await observe(stage, request)).conversation.attributes).not.toHaveProperty('invites')
  })

  test('with --wait it follows the looks through the grace, and the customer who waits is asked for somebody', async () => {
    const stage = await scene()
    const request = await startChat(stage)
    await customerWrites(stage, request)
    await leave(stage, request)
    const before = stage.clock.now()
    const args = ['--repair', '--wait', '--yes', '--json'] as const
    const { exitCode, printed, complained } = await stage.run('conversation', request.conversationSid, ...args)
    expect(exitCode).toBe(0)
    expect(complained).toContain('Waiting 60 s (stranded)')
    expect(json(printed).repairs.map(({ rule }) => rule)).toEqual(['stranded', 'invites-outdated'])
    expect(stage.clock.now() - before).toBeGreaterThanOrEqual(60_000)
    const { invites } = await observe(stage, request)
    expect(invites.filter(({ mark }) => mark !== undefined)).toHaveLength(1)
  })

  test('--wait without --repair changes nothing, and stops where a repair is due', async () => {
    const stage = await scene()
    const request = await startChat(stage)
    await leave(stage, request)
    const { exitCode, complained } = await stage.run('conversation', request.conversationSid, '--wait')
    expect(exitCode).toBe(1)
    expect(complained).toContain('A repair is due: --repair performs it. Nothing was changed.')
    expect((await observe(stage, request)).channel.status).toBe('active')
  })

  test('--limit ends the waiting', async () => {
    const stage = await scene()
    const request = await startChat(stage)
    await leave(stage, request)
    const ran = await stage.run('conversation', request.conversationSid, '--wait', '--limit', '30')
    expect(ran).toMatchObject({ exitCode: 1 })
    expect(ran.complained).toContain('The time is over')
    expect(await stage.run('conversation', request.conversationSid, '--limit', 'soon')).toMatchObject({ exitCode: 2 })
  })

  test('what has changed while the person thought about it is not done', async () => {
    const stage = await scene()
    const request = await startChat(stage)
    const task = await invite(stage, request, { to: 'bob' })
    const { ask } = stage.surroundings
    const slow = {
      ...stage.surroundings,
      ask: async (question: string) => {
        // Meanwhile Bob comes in, and the list that was to be written is another one.
        if (stage.questions.length === 0) await accept(stage, task)
        return ask(question)
      },
    }
    stage.answers.push(true, true)
    const { exitCode } = await runIn(slow, ['conversation', request.conversationSid, '--repair'])
    expect(exitCode).toBe(0)
    expect((await observe(stage, request)).conversation.attributes).toMatchObject({ invites: {} })
  })

  test('a step that Twilio does not perform ends it', async () => {
    const stage = await scene()
    const request = await startChat(stage)
    await invite(stage, request, { to: 'bob' })
    const route = { method: 'POST', host: 'conversations.twilio.com', path: '/v1/Conversations/:conversationSid' }
    const body = JSON.stringify({ kind: 'status', status: 400, route })
    await fetch(`${stage.emulator.url}/__emulator/faults`, { method: 'POST', body })
    const { exitCode, complained } = await stage.run('conversation', request.conversationSid, '--repair', '--yes')
    expect(exitCode).toBe(3)
    expect(complained).toContain('NOT done')
  })
})

describe('what the backend remembers', () => {
  const row = (memory: Partial<Memory>, changed: object = {}) => ({
    interactionSid: undefined,
    channelSid: undefined,
    memory: { ...EMPTY_MEMORY, ...memory },
    lookAtMs: 0,
    lookedAtMs: undefined,
    isClaimed: false,
    failures: 0,
    lastError: undefined,
    ...changed,
  })

  /** As of a store; what is not asked for here is not there. */
  function recordsOf(found: ReturnType<typeof row>, added: NewAuditEntry[], reason?: string): Records {
    const store = {
      schedule: { row: () => Promise.resolve(found) },
      audit: {
        entries: () => Promise.resolve(added.map((entry, index) => ({ ...entry, id: String(index) }))),
        append: (entries: readonly NewAuditEntry[]) => {
          added.push(...entries)
          return Promise.resolve()
        },
      },
      allowance: { frozen: () => Promise.resolve(reason === undefined ? undefined : { sinceMs: 0, reason }) },
      close: () => Promise.resolve(),
    }
    return recordsOfStore(store as unknown as Parameters<typeof recordsOfStore>[0], 'a store in memory')
  }

  test('makes due at once what it has seen for long enough; the audit trail tells both halves', async () => {
    const added: NewAuditEntry[] = []
    const stage = await scene({ records: recordsOf(row({ firstSeen: { stranded: 0 } }), added) })
    const request = await startChat(stage)
    await leave(stage, request)
    const { exitCode, printed } = await stage.run('conversation', request.conversationSid, '--repair', '--yes')
    expect(exitCode).toBe(0)
    expect(printed).toContain('from a store in memory; never looked at')
    expect(added.map(({ kind, rule }) => `${kind} ${rule}`)).toEqual(['begun stranded', 'repaired stranded'])
    expect((await observe(stage, request)).channel.status).toBe('closed')
  })

  test('is asked again before each repair: while a process looks, nothing is done by hand', async () => {
    const found = row({ firstSeen: { stranded: 0 } })
    const added: NewAuditEntry[] = []
    const stage = await scene({ records: recordsOf(found, added) })
    const request = await startChat(stage)
    await leave(stage, request)
    let questions = 0
    const ask = (): Promise<boolean> => {
      questions += 1
      // The backend begins to look while the person thinks, and is done when they are asked again.
      found.isClaimed = questions === 1
      return Promise.resolve(true)
    }
    const args = ['conversation', request.conversationSid, '--repair']
    const { exitCode, complained } = await runIn({ ...stage.surroundings, ask }, args)
    expect(exitCode).toBe(0)
    expect(complained).toContain('The backend is looking at this conversation right now: looking again.')
    expect(questions).toBeGreaterThan(1)
    expect(added.map(({ kind, rule }) => `${kind} ${rule}`)).toEqual(['begun stranded', 'repaired stranded'])
  })

  test('includes which rules are switched off, and what the backend therefore does not do', async () => {
    const records: Records = {
      ...recordsOf(row({ firstSeen: { stranded: 0 } }), []),
      repairs: () => Promise.resolve(['ghost', 'invites-outdated']),
    }
    const stage = await scene({ records })
    const request = await startChat(stage)
    await leave(stage, request)
    const { printed } = await stage.run('conversation', request.conversationSid)
    expect(printed).toMatch(
      /switched off in a store in memory \(REPAIRS\): not-ours, .*way-back, agent-offline, stranded\n/,
    )
    expect(printed).toContain('stranded: is switched off. ')
    expect(printed).toContain('the backend would NOT do this: stranded is switched off')
    stage.clock.advanceBy(1_000)
    const asJson = await stage.run('conversation', request.conversationSid, '--json')
    expect(json(asJson.printed).switchedOff).toHaveLength(13)
    const all = await scene({ records: recordsOf(row({ firstSeen: { stranded: 0 } }), []) })
    const other = await startChat(all)
    await leave(all, other)
    const { printed: unknown } = await all.run('conversation', other.conversationSid)
    expect(unknown).not.toContain('switched off')
    expect(unknown).not.toContain('NOT do this')
  })

  test('stands in the way of a repair while a process looks, and while repairs are frozen', async () => {
    const claimed = await scene({ records: recordsOf(row({ firstSeen: { stranded: 0 } }, { isClaimed: true }), []) })
    const request = await startChat(claimed)
    await leave(claimed, request)
    expect(await claimed.run('conversation', request.conversationSid, '--repair', '--yes')).toMatchObject({
      exitCode: 1,
      complained: expect.stringContaining('The backend is looking at this conversation right now'),
    })
    expect((await observe(claimed, request)).channel.status).toBe('active')
    const frozen = await scene({ records: recordsOf(row({ firstSeen: { stranded: 0 } }), [], 'Too many.') })
    const other = await startChat(frozen)
    await leave(frozen, other)
    expect((await frozen.run('conversation', other.conversationSid, '--repair', '--yes')).complained).toContain(
      'Repairs are frozen: Too many.',
    )
  })
})
