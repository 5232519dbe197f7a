import { Button } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'
import { takeSuggestions } from '../../../electron/contract/conflicts.ts'
import type { ContactCard } from '../../../electron/contract/contact-card.ts'
import { countOf } from '../../lib/format.ts'
import { useCommand } from '../../lib/use-call.ts'
import { navigate } from '../../lib/use-place.ts'
import { fieldWords, plainWord, sourceWords } from '../../lib/words.ts'
import { SourceBadge, StateBadge } from '../../ui/badges.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { offerUndo } from '../../ui/undo-toast.tsx'
import { DateText, MoneyText, ValueText } from '../../ui/values.tsx'
import { Block } from './Block.tsx'
import { Bookings, Registrations } from './EventBlocks.tsx'
import { Merges, PossibleDuplicates } from './SameRecords.tsx'

/** What is open or running for this person now. */
export function RightNow({ contact }: { contact: ContactCard }) {
  return (
    <section className="sh-contact-column" aria-label="Right now">
      <h2>Right now</h2>
      <Conflicts contact={contact} />
      <PossibleDuplicates contactId={contact.contactId} />
      <Suggestions contact={contact} />
      <Subscriptions contact={contact} />
      <Registrations contact={contact} />
      <Bookings contact={contact} />
      {contact.products.length > 0 && (
        <Block title={countOf(contact.products.length, 'product')}>
          <ul className="sh-plain-list">
            {contact.products.map(product => (
              <li key={product.productId}>{product.name}</li>
            ))}
          </ul>
        </Block>
      )}
      <Merges contactId={contact.contactId} />
      <Record contact={contact} />
    </section>
  )
}

function Conflicts({ contact }: { contact: ContactCard }) {
  if (contact.conflicts.length === 0) return null
  return (
    <Block title={countOf(contact.conflicts.length, 'conflict')} tone="needsYou">
      {contact.conflicts.map(conflict => (
        <div key={conflict.id} className="sh-block-row">
          <span className="sh-soft">{fieldWords[conflict.field]}</span>
          <span>
            Ours: <ValueText value={conflict.current && breakable(conflict.current)} />
          </span>
          <span>
            {sourceWords[conflict.incomingSource]} says:{' '}
            <strong>
              <ValueText value={conflict.incoming && breakable(conflict.incoming)} />
            </strong>
          </span>
        </div>
      ))}
      <Button
        size="xs"
        variant="default"
        onClick={() => navigate({ screen: 'conflicts', filter: { contactId: contact.contactId } })}
      >
        Decide
      </Button>
    </Block>
  )
}

/** An e-mail that is longer than the line goes on behind its sign, not inside a word. */
function breakable(value: string): ReactNode {
  return value.split(/(?=@)/).map(part => (
    <Fragment key={part}>
      <wbr />
      {part}
    </Fragment>
  ))
}

function Suggestions({ contact }: { contact: ContactCard }) {
  const take = useCommand(takeSuggestions)
  if (contact.suggestions.length === 0) return null
  return (
    <Block title="Suggestions for empty values">
      {take.error && <ErrorNote error={take.error} />}
      {contact.suggestions.map(suggestion => (
        <div key={suggestion.id} className="sh-block-row sh-block-row-action">
          <span>
            <span className="sh-soft">{fieldWords[suggestion.field]}</span> {suggestion.value}{' '}
            <SourceBadge source={suggestion.sourceSystem} />
          </span>
          <Button
            size="xs"
            variant="default"
            loading={take.isRunning}
            aria-label={`Take ${fieldWords[suggestion.field]} ${suggestion.value}`}
            onClick={() =>
              void take
                .run({ ids: [suggestion.id] })
                .then(
                  reply =>
                    reply.ok &&
                    void offerUndo(`Took ${fieldWords[suggestion.field].toLowerCase()} ${suggestion.value}`),
                )
            }
          >
            Take
          </Button>
        </div>
      ))}
    </Block>
  )
}

function Subscriptions({ contact }: { contact: ContactCard }) {
  if (contact.subscriptions.length === 0) return null
  return (
    <Block title={countOf(contact.subscriptions.length, 'subscription')}>
      {contact.subscriptions.map(subscription => (
        <div key={subscription.subscriptionId} className="sh-block-row">
          <span className="sh-block-line">
            <span>{subscription.productName ?? 'Subscription'}</span>
            <StateBadge tone={subscription.status === 'active' ? 'good' : 'neutral'}>
              {plainWord(subscription.status)}
            </StateBadge>
          </span>
          <span className="sh-soft">
            <MoneyText cents={subscription.amountCents} currency={subscription.currency} />
            {subscription.billingCycle && ` per ${plainWord(subscription.billingCycle).toLowerCase()}`}
            {subscription.currentPeriodEnd && (
              <>
                {' '}
                · until <DateText at={subscription.currentPeriodEnd} />
              </>
            )}
          </span>
          {subscription.missingFromExportSince && (
            <StateBadge tone="warn">
              Missing from the export since <DateText at={subscription.missingFromExportSince} />
            </StateBadge>
          )}
        </div>
      ))}
    </Block>
  )
}

function Record({ contact }: { contact: ContactCard }) {
  return (
    <Block title="Record">
      <dl className="sh-facts">
        <dt>First source</dt>
        <dd>
          <SourceBadge source={contact.sourceSystem} />
        </dd>
        {contact.lockReason && (
          <>
            <dt>Protected</dt>
            <dd>{contact.lockReason}</dd>
          </>
        )}
        <dt>Added</dt>
        <dd>
          <DateText at={contact.createdAt} />
        </dd>
        <dt>Changed</dt>
        <dd>
          <DateText at={contact.updatedAt} />
        </dd>
        {contact.externalIds.map(external => (
          <ExternalId
            key={`${external.system} ${external.kind} ${external.externalId}`}
            external={external}
          />
        ))}
      </dl>
      <Button
        size="xs"
        variant="subtle"
        ml={-14}
        onClick={() => navigate({ screen: 'history', contactId: contact.contactId })}
      >
        All changes of this person
      </Button>
    </Block>
  )
}

function ExternalId({ external }: { external: ContactCard['externalIds'][number] }) {
  return (
    <>
      <dt>{plainWord(`${external.system} ${external.kind}`)}</dt>
      <dd className="sh-figures">{external.externalId}</dd>
    </>
  )
}
