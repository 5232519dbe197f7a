export type DemoProduct = {
  name: string
  type: 'membership' | 'course' | 'workshop' | 'event' | 'donation' | 'rental'
  amountCents: number
  /** How often it is bought, among those of its kind. */
  weight: number
  level?: string
  cycle?: 'month' | 'year'
  isPartner?: boolean
  rentalDates?: number
  courseType?: 'in_person' | 'online' | 'hybrid'
  hours?: number
}

function membership(level: string, monthCents: number, weight: number): DemoProduct[] {
  const shared = { type: 'membership', level } as const
  return [
    { ...shared, name: `${level} Membership Monthly`, amountCents: monthCents, cycle: 'month', weight },
    {
      ...shared,
      name: `${level} Membership Annual`,
      amountCents: monthCents * 10,
      cycle: 'year',
      weight: weight / 3,
    },
  ]
}

function partner(level: string, monthCents: number, rentalDates: number): DemoProduct {
  return {
    name: `${level} Program Partner`,
    type: 'membership',
    level,
    amountCents: monthCents,
    cycle: 'month',
    weight: 3,
    isPartner: true,
    rentalDates,
  }
}

/** What the invented office offers. */
export const demoProducts: readonly DemoProduct[] = [
  ...membership('Nova', 1100, 40),
  ...membership('Vega', 2200, 26),
  ...membership('Sirius', 4400, 12),
  ...membership('Polaris', 8800, 5),
  partner('Rigel', 5500, 4),
  partner('Altair', 9900, 12),
  {
    name: 'Winter Course: Roots of Listening',
    type: 'course',
    amountCents: 18000,
    weight: 8,
    courseType: 'hybrid',
    hours: 18,
  },
  {
    name: 'Spring Course: The Open Hand',
    type: 'course',
    amountCents: 16500,
    weight: 7,
    courseType: 'in_person',
    hours: 16,
  },
  {
    name: 'Foundations of Stillness',
    type: 'course',
    amountCents: 9700,
    weight: 14,
    courseType: 'online',
    hours: 10,
  },
  {
    name: 'The Wheel of the Year',
    type: 'course',
    amountCents: 24000,
    weight: 5,
    courseType: 'hybrid',
    hours: 36,
  },
  {
    name: 'Voice and Breath Series',
    type: 'course',
    amountCents: 12000,
    weight: 6,
    courseType: 'in_person',
    hours: 12,
  },
  { name: 'Dreamwork Online', type: 'course', amountCents: 7500, weight: 9, courseType: 'online', hours: 8 },
  {
    name: 'Facilitator Training',
    type: 'course',
    amountCents: 64000,
    weight: 2,
    courseType: 'hybrid',
    hours: 80,
  },
  {
    name: 'Weekend Intensive: Silence',
    type: 'workshop',
    amountCents: 14500,
    weight: 6,
    courseType: 'in_person',
    hours: 12,
  },
  {
    name: 'Drum Making Workshop',
    type: 'workshop',
    amountCents: 21000,
    weight: 4,
    courseType: 'in_person',
    hours: 8,
  },
  {
    name: 'Plant Allies Workshop',
    type: 'workshop',
    amountCents: 6500,
    weight: 7,
    courseType: 'in_person',
    hours: 5,
  },
  {
    name: 'Labyrinth Walk and Talk',
    type: 'workshop',
    amountCents: 4000,
    weight: 6,
    courseType: 'in_person',
    hours: 3,
  },
  { name: 'New Moon Circle', type: 'event', amountCents: 2200, weight: 24 },
  { name: 'Full Moon Sound Bath', type: 'event', amountCents: 3300, weight: 22 },
  { name: 'Solstice Gathering', type: 'event', amountCents: 4400, weight: 14 },
  { name: 'Equinox Concert', type: 'event', amountCents: 2800, weight: 12 },
  { name: 'Community Song Evening', type: 'event', amountCents: 1500, weight: 16 },
  { name: 'General Donation', type: 'donation', amountCents: 5000, weight: 20 },
  { name: 'Roof and Garden Fund', type: 'donation', amountCents: 10000, weight: 8 },
  { name: 'Scholarship Fund', type: 'donation', amountCents: 7500, weight: 7 },
  { name: 'Great Hall Rental', type: 'rental', amountCents: 45000, weight: 1 },
]

export const demoTags = [
  'Newsletter',
  'Donor',
  'Volunteer',
  'New Moon',
  'Winter Course',
  'Teacher',
  'Elder circle',
  'Musician',
  'Garden team',
  'Board',
  'Out of state',
  'Met at Solstice',
] as const

export const demoNotes = [
  'Prefers to be called in the evening, after seven.',
  'Brought the soup for the winter gathering; everybody asked for the recipe.',
  'Would like to help with the garden in spring.',
  'Moved house last year. The address was checked on the phone.',
  'Asked for large print of the course book.',
  'Comes with a guide dog.',
  'Knows a printer who could do the calendars.',
  'Wants a receipt by post at the end of the year.',
  'Offered the use of a van for the drum makers.',
  'Sings alto. Free on Thursdays.',
] as const

export const demoRoles = ['volunteer', 'teacher', 'board member', 'host', 'musician'] as const
