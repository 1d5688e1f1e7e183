import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Webchat } from './use-webchat.ts'

const NAME_CHARACTERS_MAX = 60

/** Asks a customer who is nobody yet for a name; one who was there before comes back with one click. */
export function StartForm({ webchat }: { readonly webchat: Webchat }): ReactElement {
  const { customer, isBusy, start, forget } = webchat
  const [name, setName] = useState('Dana')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void start(customer?.name ?? name.trim())
  }
  return (
    <form className="chat-start" onSubmit={submit}>
      {customer === undefined ? (
        <TextInput
          label="Your name"
          description="The agent will see it."
          required
          withAsterisk={false}
          maxLength={NAME_CHARACTERS_MAX}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
      ) : (
        <p className="chat-start__text">
          Welcome back, <strong>{customer.name}</strong>. You will be the same customer as before.
        </p>
      )}
      <Button type="submit" loading={isBusy} disabled={customer === undefined && name.trim() === ''}>
        {customer === undefined ? 'Start the chat' : 'Return to the chat'}
      </Button>
      {customer !== undefined && (
        <Button variant="default" onClick={forget}>
          Be somebody else
        </Button>
      )}
    </form>
  )
}
