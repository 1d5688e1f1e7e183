import type { SeenTarget } from '@conversation-transfer/transfer'
import type { ITask } from '@twilio/flex-ui'
import React from 'react'
import type { KnownConversation } from '../../conversations/known-conversations.ts'
import { conversationOf } from '../../host/messaging-task.ts'
import { Field, Panel, TextInput } from '../parts.ts'
import { useKnown, usePlugin } from '../plugin-context.tsx'
import { TargetForm } from './target-form.tsx'
import { TargetList } from './target-list.tsx'

/** Whom a conversation can be transferred to, or who can be invited; then the form for the one who was chosen. */
export function DirectoryTab({ task }: { readonly task?: ITask }): React.ReactElement | null {
  const known = useKnown(conversationOf(task)?.conversationSid)
  // Another conversation is another choice.
  return known === undefined ? null : <Directory key={known.key.conversationSid} known={known} />
}

function Directory({ known }: { readonly known: KnownConversation }): React.ReactElement {
  const { say, directory } = usePlugin()
  const [search, setSearch] = React.useState('')
  const [chosen, setChosen] = React.useState<SeenTarget>()
  const [isBack, setIsBack] = React.useState(false)
  if (chosen !== undefined) {
    const back = (): void => {
      setIsBack(true)
      setChosen(undefined)
    }
    const done = (): void => {
      setChosen(undefined)
      directory.close()
    }
    return <TargetForm known={known} target={chosen} onBack={back} onDone={done} />
  }
  return (
    <Panel data-testid="conversation-transfer-directory">
      <Field>
        {say('DirectorySearch')}
        <TextInput
          type="search"
          value={search}
          maxLength={100}
          // Whoever comes back from a form chooses anew; the form that had the focus is gone.
          autoFocus={isBack}
          onChange={({ target }) => setSearch(target.value)}
        />
      </Field>
      <TargetList known={known} search={search} onChoose={setChosen} />
    </Panel>
  )
}
