import React from 'react'
import type { KnownConversation } from '../../conversations/known-conversations.ts'
import type { Person } from '../../conversations/people.ts'
import { Field, Select } from '../parts.ts'
import { useNameOf } from '../participants/person-row.tsx'
import { usePlugin } from '../plugin-context.tsx'

interface WhoLeavesProps {
  readonly known: KnownConversation
  readonly leaving: Person | undefined
  readonly onChoose: (person: Person | undefined) => void
}

/** For a supervisor who transfers a conversation of several agents: which of them it takes with it. */
export function WhoLeaves({ known, leaving, onChoose }: WhoLeavesProps): React.ReactElement | null {
  const { settings, say } = usePlugin()
  const agents = agentsOf(known)
  if (!settings.isColdTransferOn || agents.some(({ isMe }) => isMe) || agents.length < 2) return null
  return (
    <Field>
      {say('WhoLeaves')}
      <Select
        value={leaving?.participantSid}
        onChange={({ target }) => onChoose(agents.find(({ participantSid }) => participantSid === target.value))}
      >
        {agents.map((agent) => (
          <AgentOption key={agent.participantSid} agent={agent} />
        ))}
      </Select>
    </Field>
  )
}

function AgentOption({ agent }: { readonly agent: Person }): React.ReactElement {
  return <option value={agent.participantSid}>{useNameOf(agent)}</option>
}

/** The agent themselves, if they are inside; else the first one. */
export function whoLeaves(known: KnownConversation): Person | undefined {
  const agents = agentsOf(known)
  return agents.find(({ isMe }) => isMe) ?? agents[0]
}

function agentsOf({ people }: KnownConversation): readonly Person[] {
  return people.filter(({ kind }) => kind === 'agent')
}
