import { Button, Group, Stack } from '@mantine/core'
import type { LookBeforeErasing } from '../../../electron/contract/privacy.ts'
import { countOf, countText } from '../../lib/format.ts'
import { hrefOf } from '../../lib/use-place.ts'
import { DateText } from '../../ui/values.tsx'

type Mention = LookBeforeErasing['mentions'][number]

const kindWords: Record<Mention['kind'], string> = { note: 'Note', payment: 'Payment', rental: 'Rental' }

/** Texts of others that speak of the person: theirs to keep or to correct, so a person looks at each. */
export function PrivacyMentions({ look }: { look: LookBeforeErasing }) {
  const { mentions, mentionCount } = look
  return (
    <section aria-labelledby="privacy-mentions">
      <p id="privacy-mentions">
        <strong>{countOf(mentionCount, 'text')} of others</strong> {mentionCount === 1 ? 'speaks' : 'speak'}{' '}
        of this person. Erasing leaves them as they are: look at each.
      </p>
      <ul className="sh-plain-list sh-mentions" tabIndex={0}>
        {mentions.map(mention => (
          <li key={`${mention.kind} ${mention.contactId} ${mention.at} ${mention.text}`}>
            {kindWords[mention.kind]}
            {mention.contactId && (
              <>
                {' · '}
                <a href={hrefOf({ screen: 'contact', id: mention.contactId })}>{mention.contactName}</a>
              </>
            )}
            {' · '}
            <DateText at={mention.at} />
            <br />
            <span className="sh-soft">{mention.text}</span>
          </li>
        ))}
        {mentionCount > mentions.length && (
          <li className="sh-soft">and {countText(mentionCount - mentions.length)} more</li>
        )}
      </ul>
    </section>
  )
}

/** After an erasure nobody can find them by name any more: here they still stand. */
export function ErasedWithMentions({ look, onClose }: { look: LookBeforeErasing; onClose: () => void }) {
  return (
    <Stack>
      <div className="sh-dialog-text">
        <p role="status">The person was erased.</p>
        <PrivacyMentions look={look} />
      </div>
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          Close
        </Button>
      </Group>
    </Stack>
  )
}
