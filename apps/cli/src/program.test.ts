import { expect, onTestFinished, test } from 'vitest'
import { Connections } from '@conversation-transfer/twilio-gateway'
import { openScene, runIn, startChat, type Scene } from './testing/scene.ts'

async function scene(): Promise<Scene> {
  const opened = await openScene()
  onTestFinished(() => opened.close())
  return opened
}

test('the help names every command, the credentials and the exit codes; of a command, examples', async () => {
  const { surroundings } = await scene()
  const help = await runIn(surroundings, ['--help'])
  expect(help).toMatchObject({ exitCode: 0, complained: '' })
  for (const word of ['conversation', 'replay', 'TWILIO_API_KEY', 'Exit codes']) expect(help.printed).toContain(word)
  expect((await runIn(surroundings, ['conversation', '--help'])).printed).toContain('Examples:')
})

test('what is not understood is said, and how to learn more', async () => {
  const { surroundings } = await scene()
  for (const args of [['conversatoin'], ['conversation'], ['conversation', 'CH1', '--repiar']]) {
    const { exitCode, complained } = await runIn(surroundings, args)
    expect(exitCode).toBe(2)
    expect(complained).toMatch(/error: .*\n/)
    expect(complained).toContain('--help')
  }
})

test('credentials that Twilio does not accept: a sentence without them, and exit code 2', async () => {
  const { surroundings } = await scene()
  const env = { ...surroundings.env, TWILIO_AUTH_TOKEN: 'not-the-token' }
  const { exitCode, complained } = await runIn({ ...surroundings, env }, ['conversation', `CH${'0'.repeat(32)}`])
  expect(exitCode).toBe(2)
  expect(complained).toContain('Twilio does not accept the credentials')
  expect(complained).not.toContain('not-the-token')
})

test('a Twilio that does not answer: exit code 3', async () => {
  const { surroundings, emulator } = await scene()
  const { exitCode, complained } = await runIn(
    { ...surroundings, env: { ...surroundings.env, TWILIO_API_BASE_URL: 'http://127.0.0.1:9' } },
    ['conversation', `CH${'0'.repeat(32)}`],
  )
  expect(exitCode).toBe(3)
  expect(complained).toContain('Twilio did not answer')
  expect(emulator.url).toContain('127.0.0.1')
})

test('without a transfer workflow it says which variable names one', async () => {
  const stage = await scene()
  const { client, settings } = stage.account
  const { workflows } = client.taskrouter.v1.workspaces(settings.workspaceSid)
  await workflows(settings.workflowSid).update({ friendlyName: 'Other' })
  const { exitCode, complained } = await stage.run('conversation', `CH${'0'.repeat(32)}`)
  expect(exitCode).toBe(2)
  expect(complained).toContain('Set TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID')
})

test('an API key calls with its own sid and secret, for the account that it belongs to', async () => {
  const stage = await scene()
  const { conversationSid } = await startChat(stage)
  const key = `SK${'2'.repeat(32)}`
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = stage.surroundings.env
  const seen = new Set<string>()
  const connections = new Connections()
  const { exitCode } = await runIn(
    {
      ...stage.surroundings,
      env: { ...stage.surroundings.env, TWILIO_API_KEY: key, TWILIO_API_SECRET: 'hush' },
      // The emulator has no keys: what would reach Twilio is noted, and sent with the account's own token.
      connections: {
        request: (options) => {
          seen.add(`${options.username}:${options.password}`)
          return connections.request({ ...options, username: accountSid ?? '', password: authToken ?? '' })
        },
      },
    },
    ['conversation', conversationSid],
  )
  expect(exitCode).toBe(0)
  expect([...seen]).toEqual([`${key}:hush`])
})
