import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { GENERATED_FROM, renderDifferences } from './differences.ts'
import { routes } from './transports/rest/rest-api.ts'
import { upstreamRoutes } from './transports/twilsock/upstream-routes.ts'
import { DEFAULT_ASSUMPTIONS } from './world/assumptions.ts'

const read = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8')

test('DIFFERENCES.md lists every call, switch and behaviour; `npm run emulator:differences` brings it up to date', () => {
  const written = read('../DIFFERENCES.md')
  expect(written.slice(written.indexOf(GENERATED_FROM))).toBe(
    renderDifferences(read('../../../docs/twilio-behaviour.md')),
  )
})

test('every switch is explained by the fact that it stands for', () => {
  const explained = [...read('../../../docs/twilio-behaviour.md').matchAll(/^Switch(?:es)?: (.*)$/gm)].join('\n')
  expect(Object.keys(DEFAULT_ASSUMPTIONS).filter((name) => !explained.includes(`\`${name}\``))).toEqual([])
})

test('every call rests on a fact that is written down', () => {
  const behaviour = read('../../../docs/twilio-behaviour.md')
  expect(
    [...routes, ...upstreamRoutes]
      .filter(({ fact }) => !behaviour.includes(`### ${fact} · `))
      .map(({ path, fact }) => `${path} ${fact}`),
  ).toEqual([])
})
