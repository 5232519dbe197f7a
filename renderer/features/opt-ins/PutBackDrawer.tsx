import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useMemo, useState } from 'react'
import { type OptInToPutBack, previewOptIns, restoreOptIns } from '../../../electron/contract/privacy.ts'
import { countOf, countText } from '../../lib/format.ts'
import { rowSource } from '../../lib/rows-window.ts'
import { useCall, useCommand } from '../../lib/use-call.ts'
import { navigate } from '../../lib/use-place.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { DayField } from '../../ui/DayField.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Figure, FigureRow } from '../../ui/Figure.tsx'
import { SideDrawer } from '../../ui/SideDrawer.tsx'
import { offerUndo } from '../../ui/undo-toast.tsx'
import { putBackColumns } from './opt-in-columns.tsx'
import { putBackLabel, putBackSentence } from './opt-in-words.ts'
import './opt-ins.css'

type Days = { from: string | undefined; to: string | undefined }

/** Opt-ins as they were on a day: the time, everybody it is about, and how we know that they want it. */
export function PutBackDrawer(props: Days & { onClose: () => void }) {
  const [days, setDays] = useState<Days>({ from: props.from, to: props.to })
  const { from, to } = days
  return (
    <SideDrawer title="Put opt-ins back as they were" isOpen onClose={props.onClose} size="56rem">
      <Group gap="xs">
        <DayField label="From" value={from} onChange={day => setDays({ from: day, to })} />
        <DayField label="To" value={to} onChange={day => setDays({ from, to: day })} />
      </Group>
      {from === undefined ? (
        <p className="sh-soft">Choose the day on which it began, of a wrong file for example.</p>
      ) : (
        <WhatHappens key={`${from} ${to}`} from={from} to={to} onClose={props.onClose} />
      )}
    </SideDrawer>
  )
}

function WhatHappens({ from, to, onClose }: Days & { from: string; onClose: () => void }) {
  const range = useMemo(() => ({ from, ...(to === undefined ? {} : { to }) }), [from, to])
  const source = useMemo(() => rowSource(previewOptIns, range, output => output.people), [range])
  const preview = useCall(previewOptIns, { ...range, limit: 1 })
  const restore = useCommand(restoreOptIns)
  const [howWeKnow, setHowWeKnow] = useState('')
  if (preview.status === 'failed') return <ErrorNote error={preview.error} onAgain={preview.again} />
  if (preview.status === 'loading') return null
  const { on, off, laterChanged } = preview.value
  const known = howWeKnow.trim()
  async function putBack(): Promise<void> {
    const reply = await restore.run({ ...range, ...(known === '' ? {} : { howWeKnow: known }) })
    if (!reply.ok) return
    onClose()
    await offerUndo(`${countOf(reply.value.on + reply.value.off, 'opt-in')} put back.`)
  }
  return (
    <Stack mt="sm">
      <p className="opt-sentence">{putBackSentence({ from, to })}</p>
      <FigureRow>
        <Figure label="Subscribed again" value={countText(on)} />
        <Figure label="No longer subscribed" value={countText(off)} />
        <Figure label="Stay: said later" value={countText(laterChanged)} />
      </FigureRow>
      <div className="opt-people">
        <DataTable
          label="People put back"
          source={source}
          columns={putBackColumns}
          rowId={(row: OptInToPutBack) => row.contactId}
          onOpen={row => navigate({ screen: 'contact', id: row.contactId })}
          rowTone={row =>
            row.becomes === 'later' || (row.becomes === 'on' && known === '') ? 'faded' : 'plain'
          }
          empty={
            <EmptyState title="Nobody to put back">No opt-in is other than it was on that day.</EmptyState>
          }
        />
      </div>
      {on > 0 && (
        <Textarea
          label={`How do we know that ${on === 1 ? 'this person wants' : `these ${countText(on)} people want`} the newsletter?`}
          description="Without it their opt-outs stay. It is written into the log beside each of them."
          placeholder="The file was of another office; nobody had asked to be taken off"
          maxLength={500}
          autosize
          minRows={2}
          value={howWeKnow}
          onChange={event => setHowWeKnow(event.currentTarget.value)}
        />
      )}
      {restore.error && <ErrorNote error={restore.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={off + (known === '' ? 0 : on) === 0}
          loading={restore.isRunning}
          onClick={() => void putBack()}
        >
          {putBackLabel({ on, off }, howWeKnow)}
        </Button>
      </Group>
    </Stack>
  )
}
