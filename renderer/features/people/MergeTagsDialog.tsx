import { Button, Checkbox, Group, Modal, NativeSelect, ScrollArea, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { mergeTags } from '../../../electron/contract/contact-edits.ts'
import { countOf, countText } from '../../lib/format.ts'
import { useCommand } from '../../lib/use-call.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { offerUndo } from '../../ui/undo-toast.tsx'

type Tag = { name: string; count: number }

/** One tag of several, on everybody who carries any of them. */
export function MergeTagsDialog({ tags, onClose }: { tags: readonly Tag[]; onClose: () => void }) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [into, setInto] = useState<string | null>(null)
  const merge = useCommand(mergeTags)
  const target = into !== null && chosen.includes(into) ? into : largestOf(tags, chosen)
  const others = chosen.filter(name => name !== target)
  const shown = tags.filter(
    tag => chosen.includes(tag.name) || tag.name.toLowerCase().includes(text.toLowerCase()),
  )
  const toggle = (name: string) =>
    setChosen(chosen.includes(name) ? chosen.filter(other => other !== name) : [...chosen, name])
  async function submit(): Promise<void> {
    if (target === undefined) return
    const reply = await merge.run({ from: others, into: target })
    if (!reply.ok) return
    await offerUndo(
      `${countOf(others.length, 'tag')} became ${target}, on ${countOf(reply.value.people, 'person', 'people')}.`,
    )
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title="Merge tags">
      <Stack gap="sm">
        <TextInput
          aria-label="Find a tag"
          placeholder="Find a tag"
          data-autofocus
          value={text}
          onChange={event => setText(event.currentTarget.value)}
        />
        <ScrollArea.Autosize mah={260} viewportProps={{ tabIndex: -1 }}>
          <Stack gap={6}>
            {shown.map(tag => (
              <Checkbox
                key={tag.name}
                size="xs"
                label={`${tag.name} (${countText(tag.count)})`}
                checked={chosen.includes(tag.name)}
                onChange={() => toggle(tag.name)}
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
        {others.length > 0 && (
          <NativeSelect
            label="All of them become"
            data={[...chosen]}
            value={target}
            onChange={event => setInto(event.currentTarget.value)}
          />
        )}
        {merge.error && <ErrorNote error={merge.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={others.length === 0} loading={merge.isRunning} onClick={() => void submit()}>
            {others.length === 0 ? 'Merge tags' : `Merge ${countText(chosen.length)} tags`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function largestOf(tags: readonly Tag[], chosen: readonly string[]): string | undefined {
  return tags.filter(tag => chosen.includes(tag.name)).toSorted((a, b) => b.count - a.count)[0]?.name
}
