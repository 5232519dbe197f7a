import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Reply } from '../../../electron/contract/method.ts'
import { erasePerson, type LookBeforeErasing, lookBeforeErasing } from '../../../electron/contract/privacy.ts'
import { countOf } from '../../lib/format.ts'
import { runTask, useTask } from '../../lib/tasks.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { otherMoneyText } from '../../ui/OtherMoney.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { tellDone } from '../../ui/Toast.tsx'
import { DateText, MoneyText } from '../../ui/values.tsx'
import { ErasedWithMentions, PrivacyMentions } from './PrivacyMentions.tsx'

type Copies = 'rewrite' | 'delete' | 'keep'
type EraseProps = { contactId: string; onClose: () => void; onErased: () => void }

/** Erasing is asked twice: first what goes and what stays, then the name, typed by hand. */
export function PrivacyErase({ contactId, onClose, onErased }: EraseProps) {
  const look = useLook(contactId)
  const erase = useTask(erasePerson)
  const [copies, setCopies] = useState<Copies>('rewrite')
  const [step, setStep] = useState<'look' | 'name' | 'erased'>('look')
  const isRunning = erase.state.status === 'running'

  async function run(typedName: string): Promise<void> {
    const reply = await erase.start({ contactId, typedName, copies })
    if (!reply.ok) return
    erase.reset()
    if (look?.ok && look.value.mentionCount > 0) return setStep('erased')
    tellDone('The person was erased.')
    onErased()
  }
  function close(): void {
    if (isRunning) return
    erase.reset()
    if (step === 'erased') onErased()
    else onClose()
  }

  return (
    <Modal
      opened
      onClose={close}
      title="Erase this person for ever"
      size="lg"
      closeOnClickOutside={!isRunning}
    >
      {look?.ok === false && <ErrorNote error={look.error} />}
      {look === null && <ProgressLine label="Looking where this person is" progress={null} />}
      {look?.ok && step === 'look' && (
        <WhatHappens
          look={look.value}
          copies={copies}
          onCopies={setCopies}
          onClose={close}
          onNext={() => setStep('name')}
        />
      )}
      {look?.ok && step === 'erased' && <ErasedWithMentions look={look.value} onClose={close} />}
      {look?.ok && step === 'name' && !isRunning && (
        <TypeTheName fullName={look.value.fullName} onClose={close} onErase={name => void run(name)} />
      )}
      {isRunning && (
        <ProgressLine
          label="Erasing"
          progress={erase.state.status === 'running' ? erase.state.progress : null}
        />
      )}
      {erase.state.status === 'failed' && <ErrorNote error={erase.state.error} />}
    </Modal>
  )
}

/** Null until it is known; asked anew for another person. */
function useLook(contactId: string): Reply<LookBeforeErasing> | null {
  const [reply, setReply] = useState<Reply<LookBeforeErasing> | null>(null)
  useEffect(() => {
    let isWanted = true
    void runTask(lookBeforeErasing, { contactId }).then(found => isWanted && setReply(found))
    return () => {
      isWanted = false
    }
  }, [contactId])
  return reply
}

function WhatHappens(props: {
  look: LookBeforeErasing
  copies: Copies
  onCopies: (copies: Copies) => void
  onClose: () => void
  onNext: () => void
}) {
  const { look } = props
  const copies = look.backups.length + look.keptFiles
  return (
    <Stack>
      <div className="sh-dialog-text">
        <p>
          Every name, e-mail, phone, address, note, tag and role of <strong>{look.fullName}</strong> goes,
          also from History
          {look.records > 1 && `, with the ${countOf(look.records - 1, 'record')} merged into this one`}. No
          import brings the person back. <strong>This cannot be undone.</strong>
        </p>
        <p>
          What stays, without a name: {countOf(look.payments, 'payment')} (
          <MoneyText cents={look.amountCents} />
          {look.otherMoney.length > 0 && ` and ${otherMoneyText(look.otherMoney)}`}
          ), {countOf(look.subscriptions, 'subscription')}, {countOf(look.bookings, 'rental')}, and that and
          when newsletter consent changed.
        </p>
      </div>
      {look.mentionCount > 0 && <PrivacyMentions look={look} />}
      {copies > 0 && <CopiesChoice look={look} copies={props.copies} onCopies={props.onCopies} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={props.onClose} data-autofocus>
          Cancel
        </Button>
        <Button color="red" variant="outline" onClick={props.onNext}>
          Go on to erase
        </Button>
      </Group>
    </Stack>
  )
}

const shownBackups = 4

function CopiesChoice(props: {
  look: LookBeforeErasing
  copies: Copies
  onCopies: (copies: Copies) => void
}) {
  const { backups, keptFiles } = props.look
  const files = [
    backups.length > 0 ? countOf(backups.length, 'backup') : null,
    keptFiles > 0 ? countOf(keptFiles, 'replaced office file') : null,
  ].filter(words => words !== null)
  return (
    <Radio.Group
      label={`The person is also in ${files.join(' and ')}`}
      value={props.copies}
      onChange={value => props.onCopies(value as Copies)}
    >
      <ul className="sh-plain-list">
        {backups.slice(0, shownBackups).map(backup => (
          <li key={backup.backupId}>
            <DateText at={backup.madeAt} withTime /> · {backup.reason}
          </li>
        ))}
        {backups.length > shownBackups && (
          <li className="sh-soft">and {countOf(backups.length - shownBackups, 'older one')}</li>
        )}
      </ul>
      <Stack gap={8} mt="xs">
        <Radio value="rewrite" label="Erase the person from them, too" />
        <Radio value="delete" label="Delete them" />
        <Radio value="keep" label="Leave them; whoever restores one erases the person again" />
      </Stack>
    </Radio.Group>
  )
}

function TypeTheName(props: { fullName: string; onClose: () => void; onErase: (typedName: string) => void }) {
  const [typed, setTyped] = useState('')
  const isRight = typed.trim() === props.fullName.trim()
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (isRight) props.onErase(typed)
      }}
    >
      <Stack>
        <TextInput
          label="Type the full name to erase this person"
          description={props.fullName}
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" color="red.9" disabled={!isRight}>
            Erase for ever
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
