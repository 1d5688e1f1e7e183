import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { generateWorkflow, printWorkflow } from '@conversation-transfer/transfer-workflow'

const MODULE = join(import.meta.dirname, '../infrastructure/terraform')
const folder = mkdtempSync(join(tmpdir(), 'terraform-'))
afterAll(() => rmSync(folder, { recursive: true }))

const isInstalled = spawnSync('terraform', ['version']).status === 0

const SID = 'a'.repeat(32)
const { document } = generateWorkflow({
  queues: [{ sid: `WQ${SID}`, friendlyName: 'Everyone' }],
  everyoneQueueSid: `WQ${SID}`,
  variant: 'backend',
})
const given = { workspace_sid: `WS${SID}`, configuration: printWorkflow(document) }

/** The module's variables alone need no provider, and so nothing from another machine. */
function plan(variables: object): { readonly status: number | null; readonly said: string } {
  cpSync(join(MODULE, 'variables.tf'), join(folder, 'variables.tf'))
  writeFileSync(join(folder, 'given.auto.tfvars.json'), JSON.stringify(variables))
  execFileSync('terraform', [`-chdir=${folder}`, 'init', '-no-color'], { stdio: 'pipe' })
  const { status, stdout, stderr } = spawnSync('terraform', [`-chdir=${folder}`, 'plan', '-no-color', '-input=false'])
  return { status, said: `${String(stdout)}${String(stderr)}` }
}

describe.skipIf(!isInstalled)('the Terraform module', () => {
  test('can be read, and looks as Terraform writes it', () => {
    const { status, stdout, stderr } = spawnSync('terraform', [`-chdir=${MODULE}`, 'fmt', '-check', '-diff'])
    expect(`${String(stdout)}${String(stderr)}`).not.toMatch(/^[-+]/m)
    expect(status).toBe(0)
  })

  test('takes the workflow that is generated', () => {
    expect(plan(given)).toMatchObject({ status: 0 })
  })

  test.each([
    ['a workspace that is none', { ...given, workspace_sid: 'WS1' }, /WS and 32 hexadecimal digits/],
    ['a workflow that is none', { ...given, configuration: '{"filters": []}' }, /no task_routing\.filters/],
    ['no JSON', { ...given, configuration: 'filters' }, /no task_routing\.filters/],
  ])('refuses %s', (_what, variables, sentence) => {
    const { status, said } = plan(variables)
    expect(status).toBe(1)
    expect(said).toMatch(sentence)
  })
})
