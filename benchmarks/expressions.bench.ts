import { evaluateExpression, parseExpression } from '@conversation-transfer/taskrouter-language'
import type { Benchmark, Row } from './benchmark.ts'
import { median } from './quantile.ts'

const SIZES = { full: { rounds: 9, roundMs: 100 }, tiny: { rounds: 1, roundMs: 1 } } as const

const SIDS = Array.from({ length: 100 }, (_, index) => `WK${String(index).padStart(32, '0')}`)

const WORKER = { sid: SIDS[99], routing: { skills: ['sales', 'support'], levels: { sales: 5 } }, roles: ['agent'] }
const TASK = { language: 'en', skill: 'sales', workerSidsInConversation: SIDS.slice(0, 3) }

const EXPRESSIONS = {
  'one comparison': "worker.routing.skills HAS 'sales'",
  'a transfer': 'worker.sid NOT IN task.workerSidsInConversation AND (worker.routing.skills HAS task.skill OR 1 == 2)',
  'a list of 100 sids': `worker.sid IN [${SIDS.map((sid) => `'${sid}'`).join(', ')}]`,
} as const

export const expressions: Benchmark = {
  name: 'expressions',
  question: 'How many expressions are parsed and evaluated in a second?',
  run: (size) => Object.entries(EXPRESSIONS).map(([name, text]) => measure(name, text, SIZES[size])),
}

interface Rounds {
  readonly rounds: number
  readonly roundMs: number
}

/** `JSON.parse` of as many characters is the measure beside it: native code, that everybody has a feeling for. */
function measure(expression: string, text: string, { rounds, roundMs }: Rounds): Row {
  const parsed = parseExpression(text, 'target')
  const json = JSON.stringify(text)
  const subjects = {
    parse: () => parseExpression(text, 'target'),
    evaluate: () => evaluateExpression(parsed, { kind: 'target', task: TASK, worker: WORKER }),
    json: () => JSON.parse(json) as unknown,
  }
  const perSecond: Record<keyof typeof subjects, number[]> = { parse: [], evaluate: [], json: [] }
  // They take turns, so that a busy moment of the machine hits all three.
  for (let round = 0; round <= rounds; round++) {
    for (const name of ['parse', 'evaluate', 'json'] as const) {
      const speed = callsPerSecond(subjects[name], roundMs)
      // The first round pays for the compiler.
      if (round > 0) perSecond[name].push(speed)
    }
  }
  return {
    expression,
    characters: String(text.length),
    'parsed / s': median(perSecond.parse),
    'evaluated / s': median(perSecond.evaluate),
    'the same as a JSON string / s': median(perSecond.json),
  }
}

/** The clock is read once in so many calls: reading it takes as long as some of what is measured. */
const CALLS_PER_LOOK = 50

function callsPerSecond(run: () => unknown, durationMs: number): number {
  const startMs = performance.now()
  let calls = 0
  let elapsedMs = 0
  while (elapsedMs < durationMs) {
    for (let call = 0; call < CALLS_PER_LOOK; call++) run()
    calls += CALLS_PER_LOOK
    elapsedMs = performance.now() - startMs
  }
  return (calls / elapsedMs) * 1000
}
