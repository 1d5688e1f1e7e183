import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filePaths, occurrences, ROOT, sourceFiles, type SourceFile } from './source-files.ts'

const sources = sourceFiles(/\.tsx?$/)
const documents = sourceFiles(/\.md$/)
const isTest = ({ path }: SourceFile): boolean =>
  path.endsWith('.test.ts') || path.startsWith('tests/') || path.includes('/testing/')

/** What each package may import of ours. An arrow that is not here points the wrong way. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'packages/transfer': [],
  'packages/taskrouter-language': [],
  'packages/transfer-workflow': ['taskrouter-language'],
  'packages/functions-runtime': [],
  'packages/twilio-emulator': ['functions-runtime', 'taskrouter-language'],
  'packages/twilio-gateway': ['transfer'],
  'packages/local-installation': ['transfer-workflow', 'twilio-emulator', 'twilio-gateway'],
  'apps/playground': ['backend', 'functions', 'local-installation', 'transfer', 'twilio-emulator'],
  'apps/playground-page': ['playground'],
  'apps/functions': ['functions-runtime', 'transfer', 'twilio-gateway'],
  'apps/backend': ['transfer', 'twilio-gateway'],
  'apps/cli': ['backend', 'transfer', 'transfer-workflow', 'twilio-gateway'],
  'apps/flex-plugin': ['transfer'],
  'apps/demo': ['functions', 'local-installation', 'transfer', 'twilio-emulator'],
}

describe('imports', () => {
  test('point one way: apps to gateway to transfer; the emulator knows nothing of transfers', () => {
    const wrong = sources
      .filter((file) => !isTest(file))
      .flatMap((file) => {
        const home = file.path.split('/').slice(0, 2).join('/')
        const allowed = MAY_IMPORT[home]
        return allowed === undefined ? [] : importsOfOurs(file).filter(({ name }) => !allowed.includes(name))
      })
    expect(wrong.map(({ where, name }) => `${where} imports ${name}`)).toEqual([])
  })

  test('every package is in the table above', () => {
    const homes = filePaths().filter((path) => /^(packages|apps)\/[^/]+\/package\.json$/.test(path))
    expect(homes.map((path) => dirname(path)).sort()).toEqual(Object.keys(MAY_IMPORT).sort())
  })

  test('name the file that is meant, with its ending', () => {
    const bare = /from '\.{1,2}\/[^']*(?<!\.ts|\.tsx|\.json)'/
    expect(sources.flatMap((file) => occurrences(file, bare))).toEqual([])
  })
})

describe('files', () => {
  test('are named in kebab-case, after what they hold', () => {
    const wrong = sources.filter(({ path }) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.tsx?$/.test(basename(path)))
    expect(wrong.map(({ path }) => path)).toEqual([])
  })

  test('do not gather in folders that are named after nothing', () => {
    const wrong = filePaths().filter((path) => /(^|\/)(utils?|helpers?|common|misc|types|lib)\//.test(path))
    expect(wrong).toEqual([])
  })

  test('are barrels only at the door of a package', () => {
    const wrong = sources.filter(
      ({ path }) => basename(path) === 'index.ts' && !/^(packages|apps)\/[^/]+\/src\/index\.ts$/.test(path),
    )
    expect(wrong.map(({ path }) => path)).toEqual([])
  })

  test('of every package include a README', () => {
    const without = Object.keys(MAY_IMPORT).filter((home) => !existsSync(join(ROOT, home, 'README.md')))
    expect(without).toEqual([])
  })
})

describe('sources', () => {
  test('leave nothing for later without saying where it is tracked', () => {
    // Written with brackets, so that this line is not one itself.
    const marker = /\b(?:TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/
    expect([...sources, ...documents].flatMap((file) => occurrences(file, marker))).toEqual([])
  })

  test('wait for a condition in tests, never for a time', () => {
    const sleep = /setTimeout\(\s*resolve|\.sleep\(/
    const waiting = sources.filter(isTest).flatMap((file) => occurrences(file, sleep))
    expect(waiting).toEqual([])
  })

  test('hold no marks of a merge that nobody finished', () => {
    const mark = /^(?:<{7}|>{7}) /m
    const everything = sourceFiles(/\.(tsx?|md|json|ya?ml|mjs)$/)
    expect(everything.flatMap((file) => occurrences(file, mark))).toEqual([])
  })

  test('name no path of the machine they were written on', () => {
    const path = /(?<![\w.])\/(home|root|work|Users|tmp)\/\w+/
    const everything = sourceFiles(/\.(tsx?|md|json|ya?ml|mjs|sh|example)$|^\.ci\//).filter(
      (file) => file.path !== 'package-lock.json',
    )
    expect(everything.flatMap((file) => occurrences(file, path))).toEqual([])
  })
})

describe('documents', () => {
  test('link to files that exist', () => {
    const broken = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)[^)]*\)/g)]
        .map(([, target]) => target ?? '')
        .filter((target) => !existsSync(join(ROOT, dirname(path), target)))
        .map((target) => `${path} links to ${target}`),
    )
    expect(broken).toEqual([])
  })

  test('say in ARCHITECTURE which files to touch, and the files are there', () => {
    const rows = tableRows(
      documents.find(({ path }) => path === 'ARCHITECTURE.md'),
      'To add',
    )
    const paths = rows.flatMap((row) => [...row.matchAll(/`([\w./-]+\/[\w./-]+)`/g)].map(([, path]) => path ?? ''))
    expect(rows.length).toBeGreaterThanOrEqual(5)
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  })
})

describe('facts about Twilio', () => {
  const NUMBER = /\b(?:TR|IN|CV|IAM|FX|WH|SY|EB|FU|TS|SL|PL|ES|AC)-\d+\b/g
  const behaviour = documents.find(({ path }) => path === 'docs/twilio-behaviour.md')
  const headings = [
    ...(behaviour?.text ?? '').matchAll(
      /^### ((?:TR|IN|CV|IAM|FX|WH|SY|EB|FU|TS|SL|PL|ES|AC)-\d+) · (documented|observed|assumed)$/gm,
    ),
  ]
  const known = headings.map(([, number]) => number ?? '')

  test('each have one number and one mark', () => {
    expect(known.length).toBeGreaterThan(0)
    expect(known.filter((number, index) => known.indexOf(number) !== index)).toEqual([])
    const marked = (behaviour?.text ?? '').match(/^### .*$/gm) ?? []
    expect(marked).toHaveLength(headings.length)
  })

  test('that the code cites are written down', () => {
    const cited = [...sources, ...documents.filter((file) => file !== behaviour)].flatMap(({ path, text }) =>
      [...text.matchAll(NUMBER)].map(([number]) => ({ path, number })),
    )
    expect(
      cited.filter(({ number }) => !known.includes(number)).map(({ path, number }) => `${path} cites ${number}`),
    ).toEqual([])
  })
})

function importsOfOurs(file: SourceFile): { where: string; name: string }[] {
  return occurrences(file, /(?:from|import\()\s*'@conversation-transfer\/[\w-]+/).map((found) => ({
    where: found.split(' ')[0] ?? '',
    name: found.split('/').at(-1) ?? '',
  }))
}

/** The rows of the first table whose header begins with `header`. */
function tableRows(document: SourceFile | undefined, header: string): string[] {
  const lines = document?.text.split('\n') ?? []
  const start = lines.findIndex((line) => line.startsWith(`| ${header}`))
  if (start === -1) return []
  const rest = lines.slice(start + 2)
  const end = rest.findIndex((line) => !line.startsWith('|'))
  return end === -1 ? rest : rest.slice(0, end)
}
