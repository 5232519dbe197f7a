import { goBack } from '../../lib/use-place.ts'
import { ContactCard } from './ContactCard.tsx'
import './people.css'

/** The card of one person, reached from anywhere else than the people list. */
export function ContactScreen({ contactId }: { contactId: string }) {
  return (
    <ContactCard contactId={contactId} onClose={goBack} position={null} onPrevious={null} onNext={null} />
  )
}
