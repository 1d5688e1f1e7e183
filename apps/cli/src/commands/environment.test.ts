import { expect, test } from 'vitest'
import { emptyAccount } from '../testing/empty-account.ts'

test('what the backend has to know of the account, once there is a workflow, and no credential', async () => {
  const scene = await emptyAccount()
  expect(await scene.run('environment')).toMatchObject({
    exitCode: 2,
    printed: '',
    complained: expect.stringContaining('conversation-transfer workflow apply') as string,
  })
  await scene.run('workflow', 'apply', '--yes')
  const { exitCode, printed } = await scene.run('environment')
  expect(exitCode).toBe(0)
  expect(printed.trim().split('\n')).toEqual([
    `TWILIO_ACCOUNT_SID=${scene.emulator.contactCenter.accountSid}`,
    `TWILIO_FLEX_WORKSPACE_SID=${scene.emulator.contactCenter.workspaceSid}`,
    expect.stringMatching(/^TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID=WW[0-9a-f]{32}$/),
    `TWILIO_API_BASE_URL=${scene.emulator.url}`,
  ])
  const forShells = await scene.run('environment', '--export')
  expect(forShells.printed).toBe(printed.replaceAll(/^(?=\w)/gm, 'export '))
  const variables = Object.fromEntries(
    printed
      .trim()
      .split('\n')
      .map((line) => line.split('=')),
  ) as object
  expect(JSON.parse((await scene.run('environment', '--json')).printed)).toEqual(variables)
})
