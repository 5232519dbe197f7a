import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from 'react-hook-form'
import { createContact } from '../../../electron/contract/contact-edits.ts'
import { useCommand } from '../../lib/use-call.ts'
import { navigate } from '../../lib/use-place.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { SideDrawer } from '../../ui/SideDrawer.tsx'
import { offerUndo } from '../../ui/undo-toast.tsx'
import { Likenesses } from './Likenesses.tsx'
import { emptyPerson, inputOf, type NewPerson, resolveNewPerson } from './new-person.ts'

/** The form for a new person. */
export function NewPersonDrawer(props: { isOpen: boolean; onClose: () => void }) {
  return (
    <SideDrawer title="New person" isOpen={props.isOpen} onClose={props.onClose}>
      <NewPersonForm onClose={props.onClose} />
    </SideDrawer>
  )
}

function NewPersonForm({ onClose }: { onClose: () => void }) {
  const form = useForm<NewPerson>({
    defaultValues: emptyPerson,
    mode: 'onTouched',
    resolver: resolveNewPerson,
  })
  const create = useCommand(createContact)
  const { errors } = form.formState

  async function submit(person: NewPerson): Promise<void> {
    const reply = await create.run(inputOf(person))
    if (!reply.ok) return
    const name = [person.firstName, person.lastName].join(' ').trim() || person.businessName || person.email
    void offerUndo(`Added ${name}`)
    onClose()
    navigate({ screen: 'contact', id: reply.value.contactId })
  }

  const field = (name: keyof NewPerson, label: string) => (
    <TextInput label={label} error={errors[name]?.message} {...form.register(name)} />
  )
  return (
    <form onSubmit={event => void form.handleSubmit(submit)(event)} noValidate aria-label="New person">
      <Stack gap="sm">
        <Group grow align="flex-start">
          <TextInput
            label="First name"
            data-autofocus
            error={errors.firstName?.message}
            {...form.register('firstName')}
          />
          {field('lastName', 'Last name')}
        </Group>
        {field('businessName', 'Business')}
        {field('email', 'E-mail')}
        {field('phone', 'Phone')}
        {field('line1', 'Street')}
        {field('line2', 'Second address line')}
        <Group grow align="flex-start">
          {field('city', 'City')}
          {field('state', 'State')}
          {field('postalCode', 'ZIP')}
        </Group>
        <Likenesses form={form.watch()} onOpen={onClose} />
        <p className="sh-soft">What you type is protected: an import will not change it, it asks instead.</p>
        {create.error && <ErrorNote error={create.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isRunning}>
            Add this person
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
