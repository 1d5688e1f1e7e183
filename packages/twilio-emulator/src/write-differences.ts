import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GENERATED_FROM, renderDifferences } from './differences.ts'

const file = join(import.meta.dirname, '../DIFFERENCES.md')
const [byHand = ''] = readFileSync(file, 'utf8').split(GENERATED_FROM)
const behaviour = readFileSync(join(import.meta.dirname, '../../../docs/twilio-behaviour.md'), 'utf8')
writeFileSync(file, byHand + renderDifferences(behaviour))
