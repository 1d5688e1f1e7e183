import type { StaffMember } from '@conversation-transfer/playground/view/live-view.ts'
import { Button, NativeSelect } from '@mantine/core'
import IconExternalLink from '@tabler/icons-react/icons/IconExternalLink'
import type { ReactElement } from 'react'
import { useAction } from '../notices/use-action.ts'
import { send } from '../server/send.ts'
import { activityNames } from './activity-names.ts'
import { StaffTaskRow } from './staff-task-row.tsx'

interface StaffCardProps {
  readonly member: StaffMember
  readonly onChoose: (conversationSid: string) => void
}

/** What somebody is doing, and the door to their desktop. */
export function StaffCard({ member, onChoose }: StaffCardProps): ReactElement {
  const { workerSid, name, fullName, tasks } = member
  return (
    <article className="card" aria-label={fullName}>
      <div className="card__row">
        <Avatar member={member} />
        <div className="card__names">
          <h3 className="card__name">{fullName}</h3>
          <span className="card__about">{aboutOf(member)}</span>
        </div>
        <Button
          component="a"
          href={`/desktop/${name}`}
          target={`desktop-${name}`}
          size="compact-xs"
          h={26}
          variant="light"
          rightSection={<IconExternalLink size={15} aria-hidden="true" />}
          aria-label={`Open the desktop of ${fullName} in its own tab`}
        >
          Desktop
        </Button>
      </div>
      <div className="card__row card__row--low">
        <ActivitySelect member={member} />
        <Load {...member.load} />
      </div>
      {tasks.length > 0 && (
        <ul className="card__tasks">
          {tasks.map((task) => (
            <li key={task.reservationSid}>
              <StaffTaskRow task={task} workerSid={workerSid} fullName={fullName} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      )}
    </article>
  )
}

function aboutOf({ isSupervisor, queues, hasDesktop }: StaffMember): string {
  const role = isSupervisor ? 'Supervisor' : 'Agent'
  return [role, ...(hasDesktop ? ['desktop open'] : []), ...queues].join(' · ')
}

function Avatar({ member }: { readonly member: StaffMember }): ReactElement {
  const { fullName, activity, tasks } = member
  const isRinging = tasks.some(({ status }) => status === 'ringing')
  return (
    <span className={`avatar ${isRinging ? 'avatar--ringing' : ''}`} aria-hidden="true">
      {fullName.slice(0, 1)}
      <span className={`avatar__dot ${activity.isAvailable ? 'avatar__dot--available' : ''}`} />
    </span>
  )
}

function ActivitySelect({ member }: { readonly member: StaffMember }): ReactElement {
  const { workerSid, fullName, activity } = member
  const { isBusy, run } = useAction()
  return (
    <NativeSelect
      size="xs"
      aria-label={`Activity of ${fullName}`}
      data={activityNames(activity.name)}
      value={activity.name}
      disabled={isBusy}
      onChange={({ currentTarget: { value } }) =>
        void run(() => send(`/workers/${workerSid}/activity`, { name: value }))
      }
    />
  )
}

/** As many places as there are, those that are taken filled. */
function Load({ assigned, capacity }: StaffMember['load']): ReactElement {
  const places = Array.from({ length: Math.max(assigned, capacity) }, (_value, index) => index)
  return (
    <span className="load">
      <span className="load__places" aria-hidden="true">
        {places.map((place) => (
          <span key={place} className={`load__place ${place < assigned ? 'load__place--taken' : ''}`} />
        ))}
      </span>
      {assigned} of {capacity} chats
    </span>
  )
}
