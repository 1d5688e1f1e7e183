import { describe, expect, test } from 'vitest'
import { generateWorkflow } from '../generate-workflow.ts'
import { printWorkflow } from '../workflow-document.ts'
import type { ExitCode } from './exit-code.ts'
import { runCommandLine } from './run-command-line.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

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
    expect(await run('generate --queues queues.json')).toEqual({
      exitCode: 0,
      printed: workflow,
      complaints: '',
      files,
    })
  })

  test('writes it to a file, in the variant and with the timeouts that were asked for', async () => {
    const options = '--variant standalone --everyone Sales --agent-timeout 60 --queue-timeout 300 --output new.json'
    const outcome = await run(`generate --queues queues.json ${options}`)
    const { document } = generateWorkflow({
      queues: [everyone, sales],
      everyoneQueueSid: sales.sid,
      variant: 'standalone',
      knownAgentTimeoutSeconds: 60,
      queueTimeoutSeconds: 300,
    })
    expect(outcome).toMatchObject({ exitCode: 0, printed: '', files: { 'new.json': printWorkflow(document) } })
  })

  test('warns of names that cannot be written, and goes on', async () => {
    const queues = JSON.stringify([everyone, { ...sales, friendlyName: `'"` }])
    const { exitCode, complaints } = await run('generate --queues -', { '-': queues })
    expect(exitCode).toBe(0)
    expect(complaints).toMatch(/^warning: Queue WQ1+ is matched by its sid only/)
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

  test('asks an emulator for its account, at one address', async () => {
    const account = { 'http://127.0.0.1:4010/__emulator/account': files['queues.json'] }
    expect(await run('generate --account http://127.0.0.1:4010', account)).toMatchObject({
      exitCode: 0,
      printed: workflow,
    })
  })
})

describe('lint', () => {
  test('says so if there is nothing to say', async () => {
    const { exitCode, printed } = await run('lint workflow.json --queues queues.json')
    expect({ exitCode, printed }).toEqual({
      exitCode: 0,
      printed: 'No findings: every invite comes to whom it is for.\n',
    })
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
    expect(await run('where empty.json --queues queues.json --task task.json')).toMatchObject({ exitCode: 1 })
  })
})

describe('what a person has to correct', () => {
  test.each([
    ['', ''],
    ['deploy', 'There is no command deploy, only generate, lint, where.'],
    ['generate', 'either --queues FILE (or -) or --account URL'],
    ['generate --queues queues.json --account http://127.0.0.1:1', 'either --queues'],
    ['generate --account localhost', 'is no address'],
    ['generate --account http://127.0.0.1:1', 'no answer'],
    ['generate --queues missing.json', 'missing.json'],
    ['generate --queues bad.json', 'bad.json is not JSON'],
    ['generate --queues empty.json', 'must hold a list of queues'],
    ['generate extra --queues queues.json', 'extra is too much'],
    [
      'generate --queues queues.json --everyone Nobody',
      'no queue has this sid or name. There are "Everyone", "Sales".',
    ],
    ['generate --queues queues.json --variant cloud', '--variant is backend or standalone, not cloud'],
    ['generate --queues queues.json --agent-timeout 2m', '--agent-timeout is a whole number of seconds'],
    ['generate --queues queues.json --agent-timeout 0', 'must be a whole number of seconds from 1 to 600'],
    ['generate --queues queues.json --fast', '--fast'],
    ['lint --queues queues.json', 'Name the file with the workflow'],
    ['lint a.json b.json --queues queues.json', 'b.json is one argument too many'],
    ['lint - --queues -', 'Only one of the inputs'],
    ['lint workflow.json --queues queues.json --task queues.json', 'one JSON object'],
    ['where workflow.json --queues queues.json', 'Say what to route'],
    ['where workflow.json --queues queues.json --to-worker WK1 --to-queue Sales', 'not both'],
    ['where bad.json --queues queues.json --to-queue Sales', 'not JSON'],
  ])('is said, with exit code 2: %s', async (line, words) => {
    const { exitCode, complaints } = await run(line)
    expect(exitCode).toBe(2)
    expect(complaints).toContain(words)
  })

  test.each([
    ['[]', 'lists no queue'],
    ['[{"sid":"WQ1","friendlyName":"Sales"}]', 'queue 1 in the list: sid must be WQ and 32 hexadecimal digits.'],
    [
      JSON.stringify([everyone, { sid: sales.sid }]),
      'queue 2 in the list: has no friendlyName, friendly_name or name.',
    ],
    [JSON.stringify([everyone, { ...everyone, sid: sales.sid }]), 'several queues have this name'],
  ])('is said of a list of queues such as %s', async (queues, words) => {
    const { exitCode, complaints } = await run('generate --queues -', { '-': queues })
    expect(exitCode).toBe(2)
    expect(complaints).toContain(words)
  })

  test('help is printed when it is asked for', async () => {
    const { exitCode, printed } = await run('lint --help')
    expect(exitCode).toBe(0)
    expect(printed).toContain('Examples:\n  npm run --silent workflow -- generate')
  })
})

interface Outcome {
  readonly exitCode: ExitCode
  readonly printed: string
  readonly complaints: string
  readonly files: Readonly<Record<string, string>>
}

/** Runs a line of words on a terminal that has the files above, and `others`, in memory. */
async function run(line: string, others: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const written: Record<string, string> = { ...files }
  const outcome = { printed: '', complaints: '', files: written }
  const readable: Readonly<Record<string, string>> = { ...files, ...others }
  const read = async (name: string): Promise<string> => {
    const found = readable[name]
    if (found === undefined) throw new UsageError(`${name}: no answer`)
    return found
  }
  const terminal: Terminal = {
    read,
    get: ({ href }) => read(href),
    write: async (path, text) => void (written[path] = text),
    print: (text) => void (outcome.printed += text),
    complain: (text) => void (outcome.complaints += text),
  }
  const exitCode = await runCommandLine(line.split(' ').filter(Boolean), terminal)
  return { exitCode, ...outcome }
}
