/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AuditedStep, AuditEntry } from '../../store/audit-trail.ts'
import { Ago, ConversationLink, Kind } from './parts.tsx'

/** Entries of the audit trail, the newest first. On the page of one conversation its sid would be said with each. */
export function Entries({
  entries,
  nowMs,
  withConversation,
}: {
  readonly entries: readonly AuditEntry[]
  readonly nowMs: number
  readonly withConversation: boolean
}) {
  return (
    <ol class="entries">
      {entries.map((entry) => (
        <li class={`entry kind-${entry.kind}`}>
          <div class="entry-head">
            <Kind kind={entry.kind} />
            {entry.rule !== undefined && (
              <a class="rule" href={`/repairs?rule=${encodeURIComponent(entry.rule)}`}>
                {entry.rule}
              </a>
            )}
            {withConversation && entry.conversationSid !== undefined && (
              <ConversationLink sid={entry.conversationSid} />
            )}
            <Ago atMs={entry.atMs} nowMs={nowMs} />
          </div>
          <p>{entry.reason}</p>
          {entry.steps.length > 0 && (
            <ul class="steps">
              {entry.steps.map((step) => (
                <li>
                  <Step step={step} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}

function Step({ step }: { readonly step: AuditedStep }) {
  return (
    <>
      <strong>{words(step.kind)}</strong> <code>{step.sid}</code>
      {step.result !== undefined && <span class="result"> → {words(step.result)}</span>}
      {step.detail !== undefined && <span class="detail"> {step.detail}</span>}
    </>
  )
}

/** closeParticipant: close participant. */
function words(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
