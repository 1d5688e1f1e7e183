import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DockerfileParser, type Copy } from 'dockerfile-ast'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readConfiguration } from '../configuration/read-configuration.ts'
import { VARIABLES, type Variable } from '../configuration/variables.ts'

const HOME = join(import.meta.dirname, '../..')
const ROOT = join(HOME, '../..')

describe('the Dockerfile', () => {
  const dockerfile = DockerfileParser.parse(readFileSync(join(HOME, 'Dockerfile'), 'utf8'))
  const instructions = dockerfile.getInstructions()
  const argumentsOf = (keyword: string): string[] =>
    instructions.filter((each) => each.getKeyword() === keyword).map((each) => each.getArgumentsContent() ?? '')

  test('copies only what is there', () => {
    const copies = dockerfile.getCOPYs().filter((copy) => !fromStage(copy))
    const sources = copies.flatMap((copy) =>
      copy
        .getArguments()
        .slice(0, -1)
        .map((argument) => argument.getValue()),
    )
    expect(sources.length).toBeGreaterThan(5)
    expect(sources.filter((source) => !existsSync(join(ROOT, source)))).toEqual([])
  })

  test('copies the manifest and the sources of everything of ours that the backend needs', () => {
    const needed = workspacesBelow('apps/backend')
    const copied = dockerfile.getCOPYs().map((copy) => copy.getArguments()[0]?.getValue())
    expect(needed).toContain('packages/twilio-gateway')
    for (const home of needed) {
      expect(copied).toContain(`${home}/package.json`)
      expect(copied).toContain(`${home}/src`)
    }
  })

  test('has stages that are named before they are used', () => {
    const stages = new Set(dockerfile.getFROMs().map((from) => from.getBuildStage()))
    const used = dockerfile
      .getCOPYs()
      .map(fromStage)
      .filter((stage) => stage !== undefined)
    expect(used.length).toBeGreaterThan(0)
    expect(used.filter((stage) => !stages.has(stage))).toEqual([])
    expect(new Set(dockerfile.getFROMs().map((from) => from.getImage()))).toEqual(new Set(['node:22-slim']))
  })

  test('installs what the lock file says, and runs nobody’s scripts', () => {
    expect(argumentsOf('RUN').filter((command) => command.startsWith('npm'))).toEqual([
      expect.stringMatching(/^npm ci --ignore-scripts --omit=dev --workspace apps\/backend/),
    ])
  })

  test('runs as somebody who is not root, and says when it is not well', () => {
    const last = instructions.map((each) => each.getKeyword())
    expect(argumentsOf('USER')).toEqual(['node'])
    expect(last.indexOf('USER')).toBeLessThan(last.indexOf('CMD'))
    expect(argumentsOf('HEALTHCHECK')[0]).toContain('/healthz')
  })

  test('starts node itself, on a file that is there', () => {
    const command = z
      .string()
      .array()
      .parse(JSON.parse(argumentsOf('CMD')[0] ?? ''))
    expect(command[0]).toBe('node')
    expect(existsSync(join(ROOT, command.at(-1) ?? ''))).toBe(true)
  })

  test('sets only variables that the backend knows, and holds no secret', () => {
    const set = [...(argumentsOf('ENV')[0] ?? '').matchAll(/(\w+)=/g)].map(([, name]) => name ?? '')
    expect(set.filter((name) => name !== 'NODE_ENV' && !(name in VARIABLES))).toEqual([])
    expect(set.filter((name) => /TOKEN|SID|DATABASE/.test(name))).toEqual([])
  })
})

describe('compose.yaml', () => {
  const compose = COMPOSE().parse(parse(readFileSync(join(HOME, 'compose.yaml'), 'utf8')))
  const { backend, postgres } = compose.services

  test('builds the Dockerfile that is here', () => {
    expect(existsSync(join(HOME, backend.build.context, backend.build.dockerfile))).toBe(true)
  })

  test('sets only variables that the backend knows, and all that it needs', () => {
    const set = Object.keys(backend.environment)
    const required = Object.entries<Variable>(VARIABLES).filter(([, variable]) => variable.isRequired)
    expect(set.filter((name) => !(name in VARIABLES))).toEqual([])
    expect(required.map(([name]) => name).filter((name) => !set.includes(name))).toEqual([])
  })

  test('is a valid configuration once its variables are filled in', () => {
    const image = { HOST: '0.0.0.0', PORT: '4100', DATA_FOLDER: '/data' }
    const filled = Object.entries(backend.environment).map(([name, text]) => [name, filledIn(text)])
    const reading = readConfiguration({ ...image, ...Object.fromEntries(filled) })
    expect(reading).toMatchObject({ kind: 'valid', configuration: { store: { kind: 'postgres' }, repairs: 'none' } })
  })

  test('waits for the database, keeps what it holds, and gives the backend time to stop', () => {
    expect(backend.depends_on.postgres.condition).toBe('service_healthy')
    expect(postgres.healthcheck.test.join(' ')).toContain('pg_isready')
    expect(postgres.volumes.map((volume) => volume.split(':')[0])).toEqual(Object.keys(compose.volumes))
    expect(Number.parseInt(backend.stop_grace_period, 10)).toBeGreaterThanOrEqual(10)
  })
})

function COMPOSE() {
  return z.object({
    services: z.object({
      backend: z.object({
        build: z.object({ context: z.string(), dockerfile: z.string() }),
        environment: z.record(z.string(), z.string()),
        depends_on: z.object({ postgres: z.object({ condition: z.string() }) }),
        stop_grace_period: z.string(),
      }),
      postgres: z.object({ healthcheck: z.object({ test: z.string().array() }), volumes: z.string().array() }),
    }),
    volumes: z.record(z.string(), z.null()),
  })
}

/** As compose does: `${NAME:-usually}` is what is usual, `${NAME:?}` has to be there. */
function filledIn(text: string): string {
  const required: Readonly<Record<string, Variable>> = VARIABLES
  return text
    .replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1')
    .replaceAll(/\$\{(\w+):\?\}/g, (_whole, name: string) =>
      (required[name]?.example ?? 'filled-in').replaceAll(' ', '-'),
    )
}

function fromStage(copy: Copy): string | undefined {
  return (
    copy
      .getFlags()
      .find((flag) => flag.getName() === 'from')
      ?.getValue() ?? undefined
  )
}

/** Our packages that this one needs to run, those among them that others of them need; itself too. */
function workspacesBelow(home: string): string[] {
  const MANIFEST = z.object({ dependencies: z.record(z.string(), z.string()).default({}) })
  const manifest = MANIFEST.parse(JSON.parse(readFileSync(join(ROOT, home, 'package.json'), 'utf8')))
  const ours = Object.keys(manifest.dependencies)
    .filter((name) => name.startsWith('@conversation-transfer/'))
    .map((name) => `packages/${name.split('/')[1]}`)
  return [...new Set([home, ...ours.flatMap(workspacesBelow)])]
}
