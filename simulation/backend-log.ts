import type { Log } from '@conversation-transfer/backend'
import { TwilioFailure } from '@conversation-transfer/twilio-gateway'
import type { Stage } from './stage.ts'

/** What a process of the backend writes is part of the story; an error that nobody foresaw is a finding. */
export function backendLog(stage: Stage, name: string): Log {
  const tell = (fields: object, sentence: string): void => {
    const { err, kind, rule, reason } = linesIn(fields)
    const said = [kind, rule, sentence, reason, err?.message].filter((part) => part !== undefined)
    stage.story.tell(name, said.join(' · '))
    if (err !== undefined && !(err instanceof TwilioFailure)) stage.violated(`no-defects: ${sentence} ${err.stack}`)
  }
  const fail = (fields: object, sentence: string): void => {
    tell(fields, sentence)
    if (!('err' in fields)) stage.violated(`no-defects: ${sentence}`)
  }
  return { debug: () => undefined, info: tell, warn: tell, error: fail }
}

interface Told {
  readonly err?: Error
  readonly kind?: string
  readonly rule?: string
  readonly reason?: string
}

function linesIn(fields: object): Told {
  return fields
}
