import type { OptInClaim } from '../format.ts'
import { noWords, yesWords } from './yes-no.ts'

/**
 * A header that asks whether somebody wants e-mails or a newsletter: `May we e-mail you about our events?`, `Join our mailing list`. Not one
 * that asks for the address itself, nor `How did you hear of us?`.
 */
export const consentQuestion =
  /^(?!\W*(?:how|what|which|where|who|when|why|confirm|re-?enter|enter|please (?:enter|type|confirm))\b)(?:.*\b(?:newsletters?|news letter|mailing ?list|e-?mail(?:ing)? list|opt(?:ed)?[ -]?(?:in|out)|subscribe|unsubscribe|marketing (?:e-?mails?|consent|messages|communications?)|(?:keep me|stay|be kept) (?:informed|posted|updated|in touch|in the loop|connected|up to date))\b|(?=.*\be-?mails?\b).*\b(?:may we|can we|could we|may i|would you|do you|are you (?:open|willing|happy|ok)|like to|want|wish|agree|consent|permission|allow|happy (?:to|for)|ok(?:ay)? (?:to|for|if)|send me|receive|get|hear from|contact me|keep me|join|sign (?:me )?up|don.?t|do not|(?:dürfen|darf) wir|möchte|erhalten)\b)/

const refusal = /\b(?:do not|don.?t|never|not|rather not|no longer|unsubscribe|opt(?:ed)?[ -]?out)\b/
const refusingQuestion =
  /\b(?:(?:do not|don.?t|never) (?:want|wish|e-?mail|send|contact|like|add|subscribe|receive|sign|include)|would (?:rather|prefer) not|rather not|unsubscribe|opt[ -]?out)\b/
const agreeing = new Set(
  'yep yeah yup ticked ✓ ✔ ☑ sure ok okay agree agreed accept accepted absolutely definitely please subscribe subscribed'.split(
    ' ',
  ),
)
const declining = new Set('nope unticked decline declined ☐'.split(' '))

/** What is longer is a story, not an answer. */
const longestAnswer = 300

/**
 * What an answer to such a question says: `Yes`, `No thanks`, `1`, or the label of a ticked box, which is the question once more. Null when
 * it says neither: a plain `No` to `May we e-mail you?` gives no consent, and takes back none that was given elsewhere. Only words that refuse
 * (`please don't`, a yes to `Do not e-mail me`) are an opt-out.
 */
export function readConsent(question: string, answer: string | null, date: string | null): OptInClaim | null {
  if (answer === null || answer.length > longestAnswer) return null
  const method = question.trim().replace(/\s+/g, ' ')
  const isYes = meansYes(plain(method), plain(answer))
  if (isYes === null) return null
  const isRefusing = refusingQuestion.test(plain(method))
  if (isRefusing) return isYes ? { subscribed: false, method, date } : null
  // `Yes, but do not e-mail me`: agreed or refused, nobody can tell.
  if (isYes && refusal.test(plain(answer))) return null
  return { subscribed: isYes, method, date }
}

function meansYes(question: string, answer: string): boolean | null {
  if (answer === question) return true
  const first = /^[^\s,.;:!–-]+/.exec(answer)?.[0] ?? ''
  if ((noWords.has(first) || declining.has(first)) && !refusal.test(answer)) return null
  const isYes = yesWords.has(first) || agreeing.has(first)
  if (isYes && !(first === 'please' && refusal.test(answer))) return true
  if (refusal.test(answer)) return false
  if (
    /^(?:i (?:do|agree|consent|accept|would|want|am)|i'd (?:like|love)|opt(?:ed)?[ -]?in|sign me up|add me|count me in)\b/.test(
      answer,
    )
  )
    return true
  // A ticked box under another label: "Send me the newsletter". One word of it is no answer.
  return answer.split(' ').length > 2 && consentQuestion.test(answer) ? true : null
}

/** Lower case, without what only says that one can leave later: that refuses nothing. */
function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/[\s(,;.–-]+(?:you|i) (?:can|may) (?:always )?(?:unsubscribe|opt[ -]?out)\b.*$/, '')
    .replace(/[?*.!:\s]+$/, '')
}
