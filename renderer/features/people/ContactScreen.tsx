import { listBefore, useListSteps } from '../../lib/list-steps.ts'
import { goBack, redirect, useKept } from '../../lib/use-place.ts'
import { ContactCard } from './ContactCard.tsx'

/** The card of one person, reached from anywhere else than the people list; along the list it was opened from, if it was one. */
export function ContactScreen({ contactId }: { contactId: string }) {
  const [list, setList] = useKept('card.list', listBefore())
  const steps = useListSteps(list, contactId, (id, index) => {
    if (list) setList({ ...list, index })
    redirect({ screen: 'contact', id })
  })
  return <ContactCard key={contactId} contactId={contactId} onClose={goBack} steps={steps} />
}
