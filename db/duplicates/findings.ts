export type GivenLevel =
  | 'missing'
  | 'same'
  | 'nickname'
  | 'initial'
  | 'close'
  | 'alike'
  | 'couple'
  | 'different'
export type LastLevel = 'missing' | 'same' | 'close' | 'part' | 'initial' | 'alike' | 'different'
export type NameLevels = { given: GivenLevel; last: LastLevel; isSwapped: boolean }
export type ValueLevel = 'missing' | 'same' | 'close' | 'different'
export type PhoneLevel = ValueLevel | 'two same' | 'one of two'
export type EmailLevel = ValueLevel | 'generic' | 'alike' | 'like the name'
export type BirthLevel = ValueLevel | 'near' | 'parts'
export type AddressLevel = 'missing' | 'same' | 'close' | 'other unit' | 'same street' | 'different'
export type AreaLevel = 'missing' | 'zip' | 'city' | 'close' | 'different'
export type GenerationLevel = 'missing' | 'same' | 'one' | 'different'

/** What two people have in common and what tells them apart, field by field. */
export type Findings = NameLevels & {
  middle: ValueLevel
  generation: GenerationLevel
  /** One is an organisation, the other a person. */
  isMixed: boolean
  business: ValueLevel
  email: EmailLevel
  /** The shared or like one, for how common it is. */
  emailValue: string
  emailDomain: string
  /** The e-mail says no more than the name does. */
  isEmailOfName: boolean
  phone: PhoneLevel
  phoneValue: string
  address: AddressLevel
  addressValue: string
  roadValue: string
  area: AreaLevel
  areaValue: string
  birth: BirthLevel
  id: ValueLevel
}
