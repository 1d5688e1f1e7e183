import { generateWorkflow, printWorkflow } from '@conversation-transfer/transfer-workflow'
import { describe, expect, test } from 'vitest'
import { nodeSurroundings } from '../node-surroundings.ts'
import { runIn, type Ran } from '../testing/scene.ts'

const everyone = { sid: `WQ${'0'.repeat(32)}`, friendlyName: 'Everyone' }
const sales = { sid: `WQ${'1'.repeat(32)}`, friendlyName: 'Sales' }
const workflow = printWorkflow(
  generateWorkflow({ queues: [everyone, sales], everyoneQueueSid: everyone.sid, variant: 'backend' }).document,
)
const files = {
  'queues.json': JSON.stringify([everyone, sales]),
  'workflow.json': workflow,
  'empty.json': '{"task_routing":{}}',
  'bad.json': '{',
  'task.json': '{"transferTargetType":"other"}',
}

describe('generate', () => {
  test('prints the workflow for the queues', async () => {
    const ran = await run('generate --queues queues.json')
    expect(ran).toEqual({ exitCode: 0, printed: workflow, complained: '', files })
  })

  test('writes it to a file, in the variant and with the timeouts that were asked for', async () => {
    const options = '--variant standalone --everyone Sales --agent-timeout 60 --queue-timeout 300 --output new.json'
    const ran = await run(`generate --queues queues.json ${options}`)
    const { document } = generateWorkflow({
      queues: [everyone, sales],
      everyoneQueueSid: sales.sid,
      variant: 'standalone',
      knownAgentTimeoutSeconds: 60,
      queueTimeoutSeconds: 300,
    })
    expect(ran).toMatchObject({ exitCode: 0, printed: '', files: { 'new.json': printWorkflow(document) } })
  })

  test('warns of names that cannot be written, and goes on', async () => {
    const queues = JSON.stringify([everyone, { ...sales, friendlyName: `'"` }])
    const { exitCode, complained } = await run('generate --queues -', { '-': queues })
    expect(exitCode).toBe(0)
    expect(complained).toMatch(/^warning: Queue WQ1+ is matched by its sid only/)
  })

  test.each([
    ['Twilio’s REST API', { task_queues: [{ sid: everyone.sid, friendly_name: 'Everyone', target_workers: '1==1' }] }],
    ['Twilio’s command line', [{ ...everyone, targetWorkers: '1==1', accountSid: 'AC1' }]],
    ['the emulator', { queues: [{ sid: everyone.sid, name: 'Everyone' }] }],
  ])('reads queues as %s lists them', async (_, listed) => {
    const { exitCode, printed } = await run('generate --queues -', { '-': JSON.stringify(listed) })
    expect(exitCode).toBe(0)
    expect(printed).toContain(`transferTargetSid == '${everyone.sid}' OR transferQueueName == 'Everyone'`)
  })
})

describe('lint', () => {
  test('says so if there is nothing to say', async () => {
    const printed = 'No findings: every invite comes to whom it is for.\n'
    expect(await run('lint workflow.json --queues queues.json')).toMatchObject({ exitCode: 0, printed })
  })

  test('fails on errors, and prints each with its place', async () => {
    const { exitCode, printed } = await run('lint empty.json --queues queues.json')
    expect(exitCode).toBe(1)
    expect(printed).toMatch(/^error no_known_agent_filter at task_routing.filters\n {2}An invite to an agent/)
  })

  test('fails on warnings only if it is strict', async () => {
    const options = 'workflow.json --queues queues.json --variant standalone'
    expect(await run(`lint ${options}`)).toMatchObject({ exitCode: 0 })
    expect(await run(`lint ${options} --strict`)).toMatchObject({ exitCode: 1 })
  })

  test('has the findings as JSON', async () => {
    const { exitCode, printed } = await run('lint - --queues queues.json --json', { '-': '{' })
    expect(exitCode).toBe(1)
    expect(JSON.parse(printed)).toMatchObject([{ severity: 'error', code: 'unreadable', path: '' }])
  })
})

describe('where', () => {
  test('explains an invite to a queue, by its name', async () => {
    const { exitCode, printed } = await run('where workflow.json --queues queues.json --to-queue Sales')
    expect(exitCode).toBe(0)
    expect(printed).toContain('Filter "To queue Sales"')
    expect(printed).toContain('1. Queue Sales;')
  })

  test('explains an invite to an agent, as JSON', async () => {
    const { printed } = await run('where workflow.json --queues queues.json --to-worker WK1 --json')
    expect(JSON.parse(printed)).toMatchObject({
      steps: [{ knownWorker: { kind: 'sid', sid: 'WK1' } }],
      end: 'timed_out',
    })
  })

  test('explains any task, and fails if it goes nowhere', async () => {
    expect(await run('where workflow.json --queues queues.json --task task.json')).toMatchObject({ exitCode: 0 })
    expect(await run('where empty.json --queues queues.json --task {"a":1}')).toMatchObject({ exitCode: 1 })
  })
})

describe('what a person has to correct', () => {
  test.each([
    ['', 'Usage: conversation-transfer workflow'],
    ['deploy', "unknown command 'deploy'"],
    ['generate', 'Without an account, say where the queues are listed: --queues <file> (or -), or --account <url>.'],
    ['generate --queues queues.json --account http://127.0.0.1:1', 'cannot be used with option'],
    ['generate --account localhost', 'is no address'],
    ['generate --queues missing.json', 'There is no file missing.json.'],
    ['generate --queues bad.json', 'bad.json is not JSON: '],
    ['generate --queues empty.json', 'must hold a list of queues'],
    ['generate extra --queues queues.json', 'too many arguments'],
    ['generate --queues queues.json --everyone Nobody', 'the sid or name Nobody. There are "Everyone", "Sales".'],
    ['generate --queues queues.json --variant cloud', 'Allowed choices are backend, standalone.'],
    ['generate --queues queues.json --agent-timeout 2m', '--agent-timeout is a whole number of seconds, not 2m.'],
    ['generate --queues queues.json --agent-timeout 0', 'must be a whole number of seconds from 1 to 600'],
    ['generate --queues queues.json --fast', '--fast'],
    ['lint --queues queues.json', 'Without an account, name the file with the workflow, or - for the standard input.'],
    ['lint a.json b.json --queues queues.json', 'too many arguments'],
    ['lint workflow.json --queues queues.json --task queues.json', "no JSON object with a task's attributes."],
    ['lint workflow.json --queues queues.json --task bad.json', 'bad.json is not JSON: '],
    ['where workflow.json --queues queues.json', 'Say what to route'],
    ['where workflow.json --queues queues.json --to-worker WK1 --to-queue Sales', 'not both'],
    ['where bad.json --queues queues.json --to-queue Sales', 'not JSON'],
  ])('is said, with exit code 2: %s', async (line, words) => {
    const { exitCode, complained } = await run(line)
    expect(exitCode).toBe(2)
    expect(complained).toContain(words)
  })

  test.each([
    ['[]', 'lists no queue'],
    ['[{"sid":"WQ1","friendlyName":"Sales"}]', 'queue 1 in the list: sid must be WQ and 32 hexadecimal digits.'],
    [
      JSON.stringify([everyone, { sid: sales.sid }]),
      'queue 2 in the list: has no friendlyName, friendly_name or name.',
    ],
    [JSON.stringify([everyone, { ...everyone, sid: sales.sid }]), 'Several queues are called Everyone'],
  ])('is said of a list of queues such as %s', async (queues, words) => {
    const { exitCode, complained } = await run('generate --queues -', { '-': queues })
    expect(exitCode).toBe(2)
    expect(complained).toContain(words)
  })
})

interface RanWithFiles extends Ran {
  readonly files: Readonly<Record<string, string>>
}

/** Runs a line of words where there is no account: with the files above, and `others`, in memory. */
async function run(line: string, others: Readonly<Record<string, string>> = {}): Promise<RanWithFiles> {
  const written: Record<string, string> = { ...files }
  const readable: Readonly<Record<string, string>> = { ...files, ...others }
  const surroundings = {
    ...nodeSurroundings(),
    env: {},
    homeFolder: '/nowhere',
    read: (path: string) => Promise.resolve(readable[path]),
    write: (path: string, text: string) => {
      written[path] = text
      return Promise.resolve()
    },
  }
  const ran = await runIn(surroundings, ['workflow', ...line.split(' ').filter(Boolean)])
  return { ...ran, files: written }
}
