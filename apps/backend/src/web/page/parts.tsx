/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PropsWithChildren } from 'hono/jsx'
import type { AuditKind } from '../../store/audit-trail.ts'
import type { StandingState } from '../../store/standing.ts'
import { durationWords } from './duration-words.ts'
import { KIND_WORDS, STATE_MEANINGS, STATE_WORDS } from './words.ts'

/** What every page is made of. */

export function State({ state }: { readonly state: StandingState }) {
  return (
    <span class={`badge state-${state}`} title={STATE_MEANINGS[state]}>
      {STATE_WORDS[state]}
    </span>
  )
}

export function Kind({ kind }: { readonly kind: AuditKind }) {
  return <span class={`badge kind-${kind}`}>{KIND_WORDS[kind]}</span>
}

/** How long ago; exactly when, for whoever points at it. */
export function Ago({ atMs, nowMs }: { readonly atMs: number; readonly nowMs: number }) {
  return <Time atMs={atMs} text={`${durationWords(nowMs - atMs)} ago`} />
}

export function Since({ atMs, nowMs }: { readonly atMs: number; readonly nowMs: number }) {
  return <Time atMs={atMs} text={durationWords(nowMs - atMs)} />
}

export function Until({ atMs, nowMs }: { readonly atMs: number; readonly nowMs: number }) {
  return <Time atMs={atMs} text={atMs <= nowMs ? 'now' : `in ${durationWords(atMs - nowMs)}`} />
}

function Time({ atMs, text }: { readonly atMs: number; readonly text: string }) {
  const exactly = new Date(atMs).toISOString()
  return (
    <time datetime={exactly} title={exactly}>
      {text}
    </time>
  )
}

/** Enough of a sid to tell it from others; all of it for whoever points at it or follows it. */
export function ConversationLink({ sid }: { readonly sid: string }) {
  return (
    <a class="sid" href={`/conversations/${sid}`} title={sid}>
      {sid.slice(0, 6)}…{sid.slice(-6)}
    </a>
  )
}

export function LookNow({ sid }: { readonly sid: string }) {
  return (
    <form method="post" action={`/conversations/${sid}/look`}>
      <button class="small" type="submit" aria-label={`Look now at conversation ${sid}`}>
        Look now
      </button>
    </form>
  )
}

export function Nothing({ children }: PropsWithChildren) {
  return <p class="nothing">{children}</p>
}
