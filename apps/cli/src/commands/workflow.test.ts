import { describe, expect, onTestFinished, test } from 'vitest'
import { openScene, queueNamed, runIn, workerNamed, type Scene } from '../testing/scene.ts'

async function scene(): Promise<Scene> {
  const opened = await openScene()
  onTestFinished(() => opened.close())
  return opened
}

function workflowsOf({ account }: Scene) {
  return account.client.taskrouter.v1.workspaces(account.settings.workspaceSid).workflows
}

async function addQueue({ account }: Scene, friendlyName: string): Promise<string> {
  const { taskQueues } = account.client.taskrouter.v1.workspaces(account.settings.workspaceSid)
  return (await taskQueues.create({ friendlyName })).sid
}

describe('apply', () => {
  test('shows what would change, does it after a yes, and changes nothing when it is run again', async () => {
    const stage = await scene()
    const refunds = await addQueue(stage, 'Refunds')
    stage.answers.push(false, true)
    const refused = await stage.run('workflow', 'apply')
    expect(refused).toMatchObject({ exitCode: 1, printed: 'Nothing was changed.\n' })
    expect(refused.complained).toContain(`+ `)
    expect(refused.complained).toContain(refunds)
    const { workflowSid } = stage.account.settings
    expect((await workflowsOf(stage)(workflowSid).fetch()).configuration).not.toContain(refunds)
    expect(await stage.run('workflow', 'apply')).toMatchObject({ exitCode: 0, printed: `${workflowSid}: changed.\n` })
    expect((await workflowsOf(stage)(workflowSid).fetch()).configuration).toContain(refunds)
    expect(await stage.run('workflow', 'apply')).toEqual({
      exitCode: 0,
      printed: `${workflowSid}: nothing: it is the one for the queues.\n`,
      complained: '',
    })
    expect(stage.questions).toHaveLength(2)
  })

  test('makes the workflow where there is none, once', async () => {
    const stage = await scene()
    await workflowsOf(stage)(stage.account.settings.workflowSid).update({ friendlyName: 'Other' })
    const first = await stage.run('workflow', 'apply', '--yes', '--json')
    expect(first).toMatchObject({ exitCode: 0 })
    const { workflowSid, done } = JSON.parse(first.printed) as { workflowSid: string; done: string }
    expect(done).toBe('made')
    expect(JSON.parse((await stage.run('workflow', 'apply', '--yes', '--json')).printed)).toMatchObject({ workflowSid })
    expect(await workflowsOf(stage).list({ friendlyName: 'Conversation Transfer' })).toHaveLength(1)
  })

  test('does nothing where nobody can be asked, nor where a queue of everyone is missing', async () => {
    const stage = await scene()
    await addQueue(stage, 'Refunds')
    expect(await stage.run('workflow', 'apply')).toMatchObject({
      exitCode: 1,
      complained: expect.stringContaining('--yes agrees beforehand') as string,
    })
    expect(await stage.run('workflow', 'apply', '--everyone', 'All')).toMatchObject({
      exitCode: 2,
      complained: expect.stringContaining('No queue has the sid or name All. There are') as string,
    })
  })
})

describe('diff', () => {
  test('says nothing of a workflow that fits, and names the queue that it lacks', async () => {
    const stage = await scene()
    await stage.run('workflow', 'apply', '--yes')
    expect(await stage.run('workflow', 'diff')).toMatchObject({
      exitCode: 0,
      printed: 'The workflow is the one for the queues.\n',
    })
    const refunds = await addQueue(stage, 'Refunds')
    const { exitCode, printed } = await stage.run('workflow', 'diff')
    expect(exitCode).toBe(1)
    expect(
      printed
        .split('\n')
        .filter((line) => line.startsWith('+'))
        .join(),
    ).toContain(refunds)
    expect(printed.split('\n').filter((line) => line.startsWith('-'))).toEqual([])
    expect(JSON.parse((await stage.run('workflow', 'diff', '--json')).printed)).toMatchObject({ same: false })
  })
})

describe('lint', () => {
  test('finds nothing in what apply made, and what customers would meet in a worse one', async () => {
    const stage = await scene()
    await stage.run('workflow', 'apply', '--yes')
    expect(await stage.run('workflow', 'lint')).toMatchObject({ exitCode: 0 })
    const configuration = JSON.stringify({ task_routing: { filters: [], default_filter: { queue: everyone(stage) } } })
    await workflowsOf(stage)(stage.account.settings.workflowSid).update({ configuration })
    const { exitCode, printed } = await stage.run('workflow', 'lint')
    expect(exitCode).toBe(1)
    expect(printed).toContain('error no_known_agent_filter')
    const json = JSON.parse((await stage.run('workflow', 'lint', '--json')).printed) as { severity: string }[]
    expect(json.map(({ severity }) => severity)).toContain('error')
  })

  test('needs no account for files', async () => {
    const stage = await scene()
    stage.files.set(
      'queues.json',
      JSON.stringify({ task_queues: [{ sid: everyone(stage), friendly_name: 'Everyone' }] }),
    )
    const offline = { ...stage.surroundings, env: {} }
    const generated = await runIn(offline, ['workflow', 'generate', '--queues', 'queues.json', '--output', 'flow.json'])
    expect(generated).toEqual({ exitCode: 0, printed: '', complained: '' })
    expect(await runIn(offline, ['workflow', 'lint', 'flow.json', '--queues', 'queues.json'])).toMatchObject({
      exitCode: 0,
    })
    const missing = await runIn(offline, ['workflow', 'lint', 'other.json', '--queues', 'queues.json'])
    expect(missing).toMatchObject({ exitCode: 2, complained: 'There is no file other.json.\n' })
  })
})

describe('where', () => {
  test('says which filter takes an invite, by attributes or by whom it is for', async () => {
    const stage = await scene()
    await stage.run('workflow', 'apply', '--yes')
    const byName = await stage.run('workflow', 'where', '--to-queue', 'Sales')
    expect(byName).toMatchObject({ exitCode: 0 })
    expect(byName.printed).toContain(queueNamed(stage, 'Sales'))
    const attributes = JSON.stringify({ transferTargetType: 'worker', transferTargetSid: workerNamed(stage, 'bob') })
    const { printed } = await stage.run('workflow', 'where', '--task', attributes, '--json')
    expect(JSON.parse(printed)).toMatchObject({ match: { kind: 'filter' } })
  })

  test('has to be told what to route', async () => {
    const stage = await scene()
    expect(await stage.run('workflow', 'where')).toMatchObject({ exitCode: 2 })
    expect(await stage.run('workflow', 'where', '--task', '{')).toMatchObject({ exitCode: 2 })
    expect(await stage.run('workflow', 'where', '--to-queue', 'Nobody')).toMatchObject({ exitCode: 2 })
  })
})

function everyone(stage: Scene): string {
  return queueNamed(stage, 'Everyone')
}
