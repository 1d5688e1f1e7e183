import type { SeenTarget } from '@conversation-transfer/transfer'
import { Button } from '@twilio/flex-ui'
import React from 'react'
import type { KnownConversation } from '../../conversations/known-conversations.ts'
import { Choice, Dot, Grow, Heading, List, Name, Part, Weak } from '../parts.ts'
import { usePlugin } from '../plugin-context.tsx'
import { useTargets } from './use-targets.ts'

interface TargetListProps {
  readonly known: KnownConversation
  readonly search: string
  readonly onChoose: (target: SeenTarget) => void
}

export function TargetList({ known, search, onChoose }: TargetListProps): React.ReactElement {
  const { say } = usePlugin()
  const { state, targets, again } = useTargets(known.key, known.seen?.taskSids ?? [], search)
  return (
    <div aria-busy={state === 'loading'}>
      <div role="status">
        {state === 'loading' && <Weak>{say('DirectoryLoading')}</Weak>}
        {state === 'found' && targets.length === 0 && <Weak>{say('DirectoryEmpty')}</Weak>}
        {state === 'failed' && <Weak>{say('DirectoryFailed')}</Weak>}
      </div>
      {state === 'failed' && (
        <Button variant="secondary" size="small" onClick={again}>
          {say('DirectoryAgain')}
        </Button>
      )}
      {(['worker', 'queue'] as const).map((type) => {
        const ofType = targets.filter((target) => target.type === type)
        return ofType.length === 0 ? null : <Group key={type} type={type} targets={ofType} onChoose={onChoose} />
      })}
    </div>
  )
}

interface GroupProps {
  readonly type: SeenTarget['type']
  readonly targets: readonly SeenTarget[]
  readonly onChoose: (target: SeenTarget) => void
}

function Group({ type, targets, onChoose }: GroupProps): React.ReactElement {
  const { say } = usePlugin()
  const id = `conversation-transfer-${type}s`
  return (
    <Part aria-labelledby={id}>
      <Heading id={id}>{say(type === 'worker' ? 'DirectoryAgents' : 'DirectoryQueues')}</Heading>
      <List>
        {targets.map((target) => (
          <li key={target.sid}>
            <TargetChoice target={target} onChoose={onChoose} />
          </li>
        ))}
      </List>
    </Part>
  )
}

interface TargetChoiceProps {
  readonly target: SeenTarget
  readonly onChoose: (target: SeenTarget) => void
}

/** Who cannot be chosen is shown all the same, with the reason. */
function TargetChoice({ target, onChoose }: TargetChoiceProps): React.ReactElement {
  const { say } = usePlugin()
  const { refusal } = target
  return (
    <Choice
      type="button"
      aria-disabled={refusal !== undefined}
      data-testid="conversation-transfer-target"
      onClick={() => refusal === undefined && onChoose(target)}
    >
      <Dot isOn={target.available} aria-hidden />
      <Grow>
        <Name>{target.name}</Name>
        <Weak>{refusal === undefined ? <TargetState target={target} /> : say.refusal(refusal)}</Weak>
      </Grow>
    </Choice>
  )
}

function TargetState({ target }: { readonly target: SeenTarget }): React.ReactElement {
  const { say } = usePlugin()
  if (target.type === 'queue') {
    const { availableWorkers = 0, waiting = 0 } = target
    return <>{say('DirectoryQueueState', { available: availableWorkers, waiting })}</>
  }
  const { activityName = '', freeCapacity } = target
  const free = freeCapacity === 0 ? say('DirectoryFull') : freeCapacity && say('DirectoryFree', { count: freeCapacity })
  return <>{[activityName, free].filter(Boolean).join(' · ')}</>
}
