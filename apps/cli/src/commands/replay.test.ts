import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { CASES_FOLDER } from '../testing/cases-folder.ts'
import { leave } from '../testing/invite.ts'
import { openScene, startChat, type Scene } from '../testing/scene.ts'

async function scene(): Promise<Scene> {
  const opened = await openScene()
  onTestFinished(() => opened.close())
  return opened
}

const GHOST = readFileSync(join(CASES_FOLDER, 'ghost-replaced.json'), 'utf8')

test('a case that is decided as it was: one line, and exit code 0', async () => {
  const stage = await scene()
  stage.files.set('night.json', GHOST)
  expect(await stage.run('replay', 'night.json')).toEqual({
    exitCode: 0,
    printed: expect.stringMatching(/^same {7}night\.json: The only agent’s task .* \(ghost\)\n$/) as string,
    complained: '',
  })
})

test('a case that is decided otherwise: what is different, line by line, and exit code 1', async () => {
  const stage = await scene()
  stage.files.set('night.json', GHOST.replace('"rule": "ghost"', '"rule": "stranded"'))
  const { exitCode, printed } = await stage.run('replay', 'night.json')
  expect(exitCode).toBe(1)
  expect(printed).toContain('DIFFERENT  night.json')
  expect(printed).toContain('    - decides:    stranded\n    + decides:    ghost\n')
  expect(printed).toContain('      step:       createInvite\n')
  const json = await stage.run('replay', 'night.json', '--json')
  expect(JSON.parse(json.printed)).toMatchObject([
    { same: false, before: { rule: 'stranded' }, now: { rule: 'ghost' } },
  ])
})

test('what is no case, and what is not there, is said', async () => {
  const stage = await scene()
  stage.files.set('night.json', '{}')
  expect(await stage.run('replay', 'night.json')).toMatchObject({
    exitCode: 2,
    complained: expect.stringContaining('night.json is not a case at title') as string,
  })
  expect(await stage.run('replay', 'day.json')).toMatchObject({ exitCode: 2 })
})

test('what `conversation --export` writes is decided again as it was, and holds nothing that people wrote', async () => {
  const stage = await scene()
  const request = await startChat(stage, { customer: 'Mary' })
  await leave(stage, request)
  const args = ['conversation', request.conversationSid, '--export', 'night.json', '--title', 'A bad night']
  expect(await stage.run(...args)).toMatchObject({ exitCode: 1 })
  expect(stage.files.get('night.json')).not.toContain('Mary')
  expect(await stage.run('replay', 'night.json')).toMatchObject({
    exitCode: 0,
    printed: 'same       night.json: A bad night (well)\n',
  })
  await stage.run(...args, '--with-attributes')
  expect(stage.files.get('night.json')).toContain('Mary')
})
